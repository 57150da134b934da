import { paymentSucceededV2 } from "./payment-succeeded-v2.ts";

/** One edit of one file of the repository. */
export type Edit =
  | { readonly file: string; readonly line: string; readonly becomes: string }
  | { readonly file: string; readonly write: string }
  | { readonly file: string; readonly delete: true };

/** One release on the way from `payments.payment-succeeded.v1` to v2. */
export interface Stage {
  readonly release: string;
  readonly about: string;
  /** The services to deploy, in this order; the others stay at the previous release. */
  readonly deployed: readonly string[];
  readonly edits: readonly Edit[];
}

const first = "payments.payment-succeeded.v1";
const next = "payments.payment-succeeded.v2";

/** A customer may pay with several cards: v1 has room for one charge. */
export const stages: readonly Stage[] = [
  {
    release: "1.1.0",
    about: "payments publishes both versions, and orders, the first consumer to move, consumes both.",
    deployed: ["payments", "orders"],
    edits: [
      { file: "contracts/events/payments/payment-succeeded.v2.json", write: json(paymentSucceededV2) },
      {
        file: "payments/on-charge-settled.ts",
        line: `event("${first}", orderId, { orderId, amount, chargeId: charge.chargeId }),`,
        becomes: `event("${first}", orderId, { orderId, amount, chargeId: charge.chargeId }),
          event("${next}", orderId, { orderId, total: amount, charges: [{ amount, chargeId: charge.chargeId }] }),`,
      },
      ...alsoConsumes("orders"),
      reactsToNext("orders"),
      ...reactionAdded("orders"),
    ],
  },
  {
    release: "1.2.0",
    about: "orders consumes v2 only; restaurants consumes both.",
    deployed: ["restaurants", "orders"],
    edits: [
      ...movedOn("orders"),
      ...alsoConsumes("restaurants"),
      reactsToNext("restaurants"),
      ...reactionAdded("restaurants"),
    ],
  },
  {
    release: "1.3.0",
    about: "restaurants consumes v2 only; notifications consumes both, and notifies the customer once.",
    deployed: ["restaurants", "notifications"],
    edits: [...movedOn("restaurants"), ...alsoConsumes("notifications"), ...notificationsLearn()],
  },
  {
    release: "2.0.0",
    about: "No service needs v1: payments stops publishing it, and then notifications stops consuming it.",
    deployed: ["payments", "notifications"],
    edits: [
      {
        file: "payments/on-charge-settled.ts",
        line: `          event("${first}", orderId, { orderId, amount, chargeId: charge.chargeId }),\n`,
        becomes: "",
      },
      { file: "contracts/events/payments/payment-succeeded.v1.json", delete: true },
      ...stopsConsuming("notifications"),
      { file: "notifications/service.ts", line: `    onNews("${first}"),\n`, becomes: "" },
    ],
  },
];

function alsoConsumes(consumer: string): readonly Edit[] {
  return [
    {
      file: "contracts/hears.ts",
      line: inHears(consumer, `"${first}"`),
      becomes: inHears(consumer, `"${first}", "${next}"`),
    },
    {
      file: `contracts/expectations/${consumer}/${next}.json`,
      write: json({
        $schema: "http://json-schema.org/draft-07/schema#",
        title: `What ${consumer} relies on in ${next}`,
        description: "The order is paid.",
        type: "object",
        required: ["orderId", ...(consumer === "notifications" ? ["total"] : [])],
        properties: {
          orderId: { description: "Finds the order.", type: "string", format: "uuid" },
          ...(consumer === "notifications"
            ? {
                total: {
                  description: "In the mail, as euros.",
                  type: "object",
                  required: ["amount"],
                  properties: { amount: { description: "In minor units.", type: "integer" } },
                },
              }
            : {}),
        },
      }),
    },
  ];
}

function stopsConsuming(consumer: string): readonly Edit[] {
  return [
    {
      file: "contracts/hears.ts",
      line: inHears(consumer, `"${first}", "${next}"`),
      becomes: inHears(consumer, `"${next}"`),
    },
    { file: `contracts/expectations/${consumer}/${first}.json`, delete: true },
  ];
}

// The list of a consumer begins with its name; what comes before the type differs, and stays.
function inHears(consumer: string, types: string): string {
  const before: Record<string, string> = {
    orders: '  orders: [\n    "payments.payment-started.v1",\n    ',
    restaurants: '  restaurants: ["orders.order-placed.v1", ',
    notifications: '    "payments.payment-confirmation-required.v1",\n    ',
  };
  return `${before[consumer]}${types}`;
}

// The new version needs its own reaction, which does the same as the old one.
function reactsToNext(consumer: string): Edit {
  return {
    file: `${consumer}/on-payment-succeeded.ts`,
    line: `export const onPaymentSucceeded = reaction("${first}", {`,
    becomes: `export const onPaymentSucceeded = onPaymentSucceededAs("${first}");
export const onPaymentSucceeded2 = onPaymentSucceededAs("${next}");

function onPaymentSucceededAs(type: "${first}" | "${next}") { return reaction(type, {`,
  };
}

function reactionAdded(consumer: string): readonly Edit[] {
  return [
    { file: `${consumer}/on-payment-succeeded.ts`, line: "\n});\n", becomes: "\n}); }\n" },
    {
      file: `${consumer}/service.ts`,
      line: "import { onPaymentSucceeded }",
      becomes: "import { onPaymentSucceeded, onPaymentSucceeded2 }",
    },
    {
      file: `${consumer}/service.ts`,
      line: "    onPaymentSucceeded,\n",
      becomes: "    onPaymentSucceeded,\n    onPaymentSucceeded2,\n",
    },
  ];
}

function movedOn(consumer: string): readonly Edit[] {
  return [
    ...stopsConsuming(consumer),
    {
      file: `${consumer}/service.ts`,
      line: "import { onPaymentSucceeded, onPaymentSucceeded2 }",
      becomes: "import { onPaymentSucceeded2 }",
    },
    { file: `${consumer}/service.ts`, line: "    onPaymentSucceeded,\n", becomes: "" },
    {
      file: `${consumer}/on-payment-succeeded.ts`,
      line: `export const onPaymentSucceeded = onPaymentSucceededAs("${first}");\n`,
      becomes: "",
    },
  ];
}

// The version that arrives second is outdated, so the customer is notified once.
function notificationsLearn(): readonly Edit[] {
  return [
    {
      file: "notifications/notification-policy.ts",
      line: `["${first}", ...gone]`,
      becomes: `["${first}", "${next}", ...gone]`,
    },
    {
      file: "notifications/notification-policy.ts",
      line: `  "${first}": { isEssential: false, outdatedBy: gone },`,
      becomes: `  "${first}": { isEssential: false, outdatedBy: ["${next}", ...gone] },
  "${next}": { isEssential: false, outdatedBy: ["${first}", ...gone] },`,
    },
    {
      file: "notifications/texts.ts",
      line: `  "${first}": ({ amount }) => ({`,
      becomes: `  "${next}": ({ total }) => ({
    subject: \`Payment received: \${euros(total)}\`,
    body: [\`We've received your payment of \${euros(total)}. Thank you!\`],
    short: \`We've received your payment of \${euros(total)}. Thank you!\`,
  }),
  "${first}": ({ amount }) => ({`,
    },
    {
      file: "notifications/service.ts",
      line: `    onNews("${first}"),\n`,
      becomes: `    onNews("${first}"),\n    onNews("${next}"),\n`,
    },
  ];
}

function json(content: object): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}
