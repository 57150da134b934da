// One list, so that a case can be found by reading from top to bottom; hence the length.

import {
  add,
  deleteFile,
  drop,
  type Edit,
  remove,
  renameFile,
  replace,
  set,
  write,
} from "../contracts-copy.ts";

/** One contract change, and the report that the gate must give. */
export interface Case {
  readonly name: string;
  /** Edits that precede the change, if it needs other contracts than ours. */
  readonly given?: readonly Edit[];
  readonly change: readonly Edit[];
  /** "nothing": the gate reports no change. */
  readonly verdict: "nothing" | "compatible" | `BREAKS ${string}`;
  /** What the report must contain. */
  readonly says: readonly string[];
  /** Why no developer can make it on the real tree; contracts/TRIED.md then says so. */
  readonly notOnTheRealTree?: string;
}

const placed = "events/orders/order-placed.v1.json";
const succeeded = "events/payments/payment-succeeded.v1.json";
const topology = "generated/topology.json";
const text = { description: "Something new.", type: "string", maxLength: 20 };

const newEvent = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "Something new",
  description: "It happened.",
  "x-subject": "orderId",
  type: "object",
  required: ["orderId"],
  properties: { orderId: { description: "The order.", type: "string", format: "uuid", maxLength: 36 } },
};
const relied = {
  description: "Notes it.",
  type: "object",
  required: ["orderId"],
  properties: { orderId: { description: "Finds the order.", type: "string", format: "uuid" } },
};
const succeededAgain = "payments.payment-succeeded.v2";

/** The event as a whole: its name, exchange, subject and consumers. */
export const eventCases: readonly Case[] = [
  {
    name: "an event is added",
    change: [
      write("events/orders/order-rated.v1.json", newEvent),
      ...hear("notifications", "orders.order-rated.v1"),
    ],
    verdict: "compatible",
    says: ["orders.order-rated.v1 is new"],
  },
  {
    name: "a new version is added beside the old one",
    change: [
      { file: succeeded, change: (all) => all },
      write("events/payments/payment-succeeded.v2.json", newEvent),
      ...hear("orders", succeededAgain),
    ],
    verdict: "compatible",
    says: ["payments.payment-succeeded.v2 is new"],
  },
  {
    name: "an event with consumers is removed",
    change: [
      deleteFile(succeeded),
      deleteFile("golden/payments/payment-succeeded.v1.json"),
      ...withdrawnEvents("payments.payment-succeeded.v1"),
    ],
    verdict: "BREAKS CONSUMERS",
    says: [
      "payments.payment-succeeded.v1 was removed",
      "Affected: orders, restaurants and notifications.",
      "Keep publishing it.",
    ],
  },
  {
    name: "an event without consumers is removed",
    given: [
      replace(topology, '"payments.payment-succeeded.v1"', '"payments.payment-succeeded"'),
      ...withdrawnEvents("payments.payment-succeeded.v1"),
    ],
    change: [deleteFile(succeeded), deleteFile("golden/payments/payment-succeeded.v1.json")],
    verdict: "compatible",
    says: ["payments.payment-succeeded.v1 was removed", "no service consumed it"],
    notOnTheRealTree: "npm run generate refuses an event that no service consumes",
  },
  {
    name: "a version is removed whose consumers also consume the next one",
    given: [
      write("events/payments/payment-succeeded.v2.json", newEvent),
      ...["orders", "restaurants", "notifications"].flatMap((consumer) => hear(consumer, succeededAgain)),
      replace(
        topology,
        '"routingKey": "payments.payment-started.v1"',
        '"routingKey": "payments.payment-succeeded.v2"',
      ),
      replace(
        topology,
        '"routingKey": "orders.order-placed.v1"',
        '"routingKey": "payments.payment-succeeded.v2"',
      ),
    ],
    change: [
      deleteFile(succeeded),
      deleteFile("golden/payments/payment-succeeded.v1.json"),
      replace(topology, '"payments.payment-succeeded.v1"', '"payments.payment-succeeded"'),
      ...withdrawnEvents("payments.payment-succeeded.v1"),
    ],
    verdict: "compatible",
    says: [
      "payments.payment-succeeded.v1 was removed",
      "orders, restaurants and notifications also consumed another version of it",
    ],
  },
  {
    name: "the routing key changes",
    change: [
      renameFile(succeeded, "events/payments/payment-made.v1.json"),
      deleteFile("golden/payments/payment-succeeded.v1.json"),
      replace(topology, "payments.payment-succeeded.v1", "payments.payment-made.v1"),
      replace("hears.ts", "payments.payment-succeeded.v1", "payments.payment-made.v1"),
      ...["orders", "restaurants", "notifications"].map((consumer) =>
        renameFile(
          `expectations/${consumer}/payments.payment-succeeded.v1.json`,
          `expectations/${consumer}/payments.payment-made.v1.json`,
        ),
      ),
    ],
    verdict: "BREAKS CONSUMERS",
    says: [
      "payments.payment-succeeded.v1 was renamed to payments.payment-made.v1: its routing key changed",
      "Publish both",
    ],
  },
  {
    name: "the exchange changes",
    change: [
      replace(
        "exchanges.ts",
        "  return type === ",
        '  if (type === "restaurants.order-ready.v1") return "food.kitchen";\n  return type === ',
      ),
      {
        file: topology,
        change: (all) =>
          all.replaceAll(
            /"food\.events"(?=,\s+"queue": "[a-z]+\.inbox",\s+"routingKey": "restaurants\.order-ready\.v1")/g,
            '"food.kitchen"',
          ),
      },
    ],
    verdict: "BREAKS CONSUMERS",
    says: [
      "restaurants.order-ready.v1 moved from the exchange food.events to food.kitchen",
      "orders and couriers",
    ],
  },
  {
    name: "the subject changes",
    change: [set("events/couriers/courier-assigned.v1.json", "/x-subject", "courierId")],
    verdict: "BREAKS CONSUMERS",
    says: [
      "the subject of couriers.courier-assigned.v1 changed from orderId to courierId",
      "Keep the subject.",
    ],
  },
  {
    name: "a service consumes another event",
    change: [
      replace(
        topology,
        '"payments.inbox",\n      "routingKey": "orders.order-placed.v1"',
        '"payments.inbox",\n      "routingKey": "restaurants.order-ready.v1"',
      ),
      replace("hears.ts", 'payments: ["orders.order-placed.v1"', 'payments: ["restaurants.order-ready.v1"'),
      deleteFile("expectations/payments/orders.order-placed.v1.json"),
      write("expectations/payments/restaurants.order-ready.v1.json", relied),
    ],
    verdict: "compatible",
    says: [
      "payments now consumes restaurants.order-ready.v1",
      "payments no longer consumes orders.order-placed.v1",
    ],
  },
  {
    name: "a new consumer declares what it relies on",
    change: [
      write("expectations/loyalty/payments.payment-succeeded.v1.json", {
        description: "Counts points.",
        type: "object",
        required: ["orderId"],
        properties: { orderId: { description: "Once an order.", type: "string" } },
      }),
    ],
    verdict: "compatible",
    says: ["loyalty now consumes payments.payment-succeeded.v1"],
  },
  {
    name: "a consumer relies on an optional field",
    change: [add("expectations/notifications/orders.order-cancelled.v1.json", "/required", "detail")],
    verdict: "BREAKS CONSUMERS",
    says: [
      "notifications relies on more than orders.order-cancelled.v1 guarantees: /detail is optional",
      "Rely on less",
    ],
  },
  {
    name: "a consumer relies on a field that does not exist",
    change: [set("expectations/couriers/restaurants.order-ready.v1.json", "/properties/shelf", text)],
    verdict: "BREAKS CONSUMERS",
    says: ["couriers relies on more than restaurants.order-ready.v1 guarantees: its schema has no /shelf"],
  },
  {
    name: "a consumer relies on fewer enumeration values than there are",
    change: [
      drop(
        "expectations/notifications/orders.order-cancelled.v1.json",
        "/properties/reason/enum",
        "customer",
      ),
    ],
    verdict: "BREAKS CONSUMERS",
    says: [
      'notifications relies on more than orders.order-cancelled.v1 guarantees: /reason may no longer be "customer"',
    ],
  },
  {
    name: "only descriptions change",
    change: [
      set(placed, "/description", "Somebody is hungry."),
      set(placed, "/title", "An order"),
      set(placed, "/properties/note/description", "Anything else."),
    ],
    verdict: "nothing",
    says: [],
  },
  {
    name: "an attribute is added to the envelope",
    change: [set("envelope.json", "/properties/tenant", text)],
    verdict: "compatible",
    says: ["/tenant is new and optional"],
  },
  {
    name: "the envelope loses its subject",
    change: [remove("envelope.json", "/properties/subject"), drop("envelope.json", "/required", "subject")],
    verdict: "BREAKS CONSUMERS",
    says: [
      "in the envelope of every event, /subject was removed",
      "Affected: orders, payments, restaurants, couriers and notifications.",
    ],
  },
  {
    name: "the envelope's subject becomes shorter",
    change: [set("envelope.json", "/properties/subject/maxLength", 10)],
    verdict: "BREAKS PRODUCERS",
    says: ["/subject has a different maximum length: 10 instead of 100"],
  },
];

// The generated topology has the bindings, too: the cases edit it as the generator would.
function hear(consumer: string, type: string): readonly Edit[] {
  return [
    replace("hears.ts", `${consumer}: [`, `${consumer}: ["${type}", `),
    write(`expectations/${consumer}/${type}.json`, relied),
  ];
}

function withdrawnEvents(type: string): readonly Edit[] {
  return [
    { file: "hears.ts", change: (all) => all.replaceAll(new RegExp(`\\s*"${type}",?`, "g"), "") },
    ...["orders", "restaurants", "notifications"].map((consumer) =>
      deleteFile(`expectations/${consumer}/${type}.json`),
    ),
  ];
}
