/** One edit of one file of the repository. */
export type Edit =
  | { readonly file: string; readonly line: string; readonly becomes: string }
  | { readonly file: string; readonly write: string }
  | { readonly file: string; readonly delete: true };

export const first = "payments.payment-succeeded.v1";
export const next = "payments.payment-succeeded.v2";

export function alsoConsumes(consumer: string): readonly Edit[] {
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

export function stopsConsuming(consumer: string): readonly Edit[] {
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
export function reactsToNext(consumer: string): Edit {
  return {
    file: `${consumer}/on-payment-succeeded.ts`,
    line: `export const onPaymentSucceeded = reaction("${first}", {`,
    becomes: `export const onPaymentSucceeded = onPaymentSucceededAs("${first}");
export const onPaymentSucceeded2 = onPaymentSucceededAs("${next}");

export function onPaymentSucceededAs(type: "${first}" | "${next}") { return reaction(type, {`,
  };
}

export function reactionAdded(consumer: string): readonly Edit[] {
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

export function movedOn(consumer: string): readonly Edit[] {
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
export function notificationsLearn(): readonly Edit[] {
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

export function json(content: object): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}
