// One list, so that a case can be found by reading from top to bottom; hence the length.

import { add, type Edit, replace, set } from "../contracts-copy.ts";
import type { Case } from "./event-cases.ts";

const topology = "generated/topology.json";
/** messaging/topology.ts derives it for every queue alike. */
const notOnTheRealTree = "npm run generate derives this setting for every queue alike";

/**
 * Exchanges, queues, bindings and their settings. Each change is made in the code, and in what is
 * derived from it.
 */
export const topologyCases: readonly Case[] = [
  {
    name: "a retry tier waits longer under its old name",
    change: [
      replace("../messaging/topology.ts", '["1s", 1_000]', '["1s", 2_000]'),
      replace(topology, '"x-message-ttl": 1000', '"x-message-ttl": 2000'),
    ],
    verdict: "BREAKS DEPLOYMENTS",
    says: [
      "the queue payments.retry.1s: x-message-ttl was 1000 and is now 2000",
      "the new payments does not start there",
      "rename the tier",
      "Affected: payments.",
      "affected: orders, payments, restaurants, couriers and notifications",
    ],
  },
  {
    name: "a retry tier is replaced by one with another name",
    change: [
      replace("../messaging/topology.ts", '["1s", 1_000]', '["2s", 2_000]'),
      replace(topology, "retry.1s", "retry.2s"),
      replace(topology, '"routingKey": "1s"', '"routingKey": "2s"'),
      replace(topology, '"x-message-ttl": 1000', '"x-message-ttl": 2000'),
    ],
    verdict: "compatible",
    says: [
      "the queue payments.retry.2s is new",
      "the queue payments.retry.1s was removed",
      "rabbitmqctl delete_queue payments.retry.1s --if-empty",
    ],
  },
  {
    name: "a retry tier is added",
    change: [
      replace("../messaging/topology.ts", '["10m", 600_000]', '["10m", 600_000],\n  ["1h", 3_600_000]'),
      queue("payments.retry.1h", { "x-queue-type": "quorum", "x-message-ttl": 3_600_000 }),
      binding("payments.retry", "payments.retry.1h", "1h"),
    ],
    verdict: "compatible",
    says: ["the queue payments.retry.1h is new", "Load the definitions into the broker before"],
  },
  {
    name: "an inbox has another delivery limit",
    change: [
      replace("../messaging/policies/queue-arguments.ts", "farAway = 1_000_000", "farAway = 30"),
      setting("payments.inbox", "x-delivery-limit", 30),
    ],
    verdict: "BREAKS DEPLOYMENTS",
    says: ["and is now 30", "unbind payments.inbox, let the service drain it", "Affected: payments."],
  },
  {
    name: "an inbox gets a length limit",
    change: [setting("payments.inbox", "x-max-length", 1_000_000)],
    verdict: "BREAKS DEPLOYMENTS",
    says: ["the queue payments.inbox: x-max-length was not set and is now 1000000"],
    notOnTheRealTree,
  },
  {
    name: "an inbox parks at most once",
    change: [setting("payments.inbox", "x-dead-letter-strategy", undefined)],
    verdict: "BREAKS DEPLOYMENTS",
    says: ['the queue payments.inbox: x-dead-letter-strategy was "at-least-once" and is no longer set'],
    notOnTheRealTree,
  },
  {
    name: "a queue is a classic one",
    change: [setting("payments.parked", "x-queue-type", "classic")],
    verdict: "BREAKS DEPLOYMENTS",
    says: [
      'the queue payments.parked: x-queue-type was "quorum" and is now "classic"',
      "redrive or drop the parked messages",
    ],
    notOnTheRealTree,
  },
  {
    name: "a queue does not outlive the broker",
    change: [ofQueue("payments.inbox", (one) => ({ ...one, durable: false }))],
    verdict: "BREAKS DEPLOYMENTS",
    says: ["the queue payments.inbox: durable was true and is now false"],
    notOnTheRealTree,
  },
  {
    name: "a queue deletes itself",
    change: [ofQueue("payments.inbox", (one) => ({ ...one, autoDelete: true }))],
    verdict: "BREAKS DEPLOYMENTS",
    says: ["the queue payments.inbox: autoDelete was not set and is now true"],
    notOnTheRealTree,
  },
  {
    name: "an inbox has another name",
    change: [
      replace("../messaging/topology.ts", ".inbox`,", ".door`,"),
      replace(topology, "payments.inbox", "payments.door"),
    ],
    verdict: "BREAKS DEPLOYMENTS",
    says: [
      "the queue payments.inbox was removed",
      "the queue payments.door is new",
      "No service reads its messages",
    ],
  },
  {
    name: "a parked queue is removed",
    change: [ofList("queues", (all) => all.filter(({ name }) => name !== "payments.parked"))],
    verdict: "BREAKS DEPLOYMENTS",
    says: ["the queue payments.parked was removed"],
  },
  {
    name: "an exchange is of another type",
    change: [
      ofList("exchanges", (all) =>
        all.map((one) => (one.name === "food.events" ? { ...one, type: "fanout" } : one)),
      ),
    ],
    verdict: "BREAKS DEPLOYMENTS",
    says: [
      'the exchange food.events: type was "topic" and is now "fanout"',
      "no service reports it",
      "Affected: orders, payments, restaurants, couriers and notifications.",
    ],
  },
  {
    name: "an exchange has arguments",
    change: [
      ofList("exchanges", (all) =>
        all.map((one) =>
          one.name === "food.events" ? { ...one, arguments: { "alternate-exchange": "lost" } } : one,
        ),
      ),
    ],
    verdict: "BREAKS DEPLOYMENTS",
    says: ['the exchange food.events: arguments was not set and is now {"alternate-exchange":"lost"}'],
  },
  {
    name: "an exchange is added",
    change: [add(topology, "/exchanges", { name: "food.kitchen", type: "topic" })],
    verdict: "compatible",
    says: ["the exchange food.kitchen is new"],
  },
  {
    name: "an exchange is removed",
    change: [ofList("exchanges", (all) => all.filter(({ name }) => name !== "payments.retry"))],
    verdict: "BREAKS DEPLOYMENTS",
    says: ["the exchange payments.retry was removed", "Affected: payments."],
  },
  {
    name: "a retry tier no longer returns messages to the inbox",
    change: [
      ofList("bindings", (all) =>
        all.filter(({ exchange, routingKey }) => exchange !== "payments.retry" || routingKey !== "inbox"),
      ),
    ],
    verdict: "BREAKS DEPLOYMENTS",
    says: ["the binding payments.retry → payments.inbox (inbox) was removed", "Affected: payments."],
  },
  {
    name: "one of several consumers is bound to another exchange",
    change: [
      ofList("bindings", (all) =>
        all.map((one) =>
          one.queue === "couriers.inbox" && one.routingKey === "restaurants.order-ready.v1"
            ? { ...one, exchange: "food.parked" }
            : one,
        ),
      ),
    ],
    verdict: "BREAKS DEPLOYMENTS",
    says: [
      "the binding food.events → couriers.inbox (restaurants.order-ready.v1) was removed",
      "Affected: couriers.",
    ],
  },
  {
    name: "a binding has arguments",
    change: [
      ofList("bindings", (all) =>
        all.map((one) =>
          one.queue === "payments.parked" ? { ...one, arguments: { "x-match": "any" } } : one,
        ),
      ),
    ],
    verdict: "BREAKS DEPLOYMENTS",
    says: ["the binding food.parked → payments.parked (payments): arguments was"],
  },
  {
    name: "a binding is added",
    change: [binding("payments.retry", "payments.retry.1s", "at-once")],
    verdict: "compatible",
    says: ["the binding payments.retry → payments.retry.1s (at-once) is new"],
  },
  {
    name: "a service no longer consumes an event that the broker still delivers",
    change: [
      replace(
        topology,
        '"queue": "payments.inbox",\n      "routingKey": "orders.order-cancelled.v1"',
        '"queue": "payments.inbox",\n      "routingKey": "orders.order-placed.v1"',
      ),
    ],
    verdict: "compatible",
    says: [
      "payments no longer consumes orders.order-cancelled.v1",
      "The broker keeps the binding: remove it when no instance of",
    ],
  },
  {
    name: "a service is added with its queues",
    change: [
      ...["inbox", "parked", "retry.1s"].map((name) =>
        queue(`loyalty.${name}`, { "x-queue-type": "quorum" }),
      ),
      binding("food.events", "loyalty.inbox", "payments.payment-succeeded.v1"),
    ],
    verdict: "compatible",
    says: ["the queues loyalty.inbox, loyalty.parked and loyalty.retry.1s are new"],
  },
  {
    name: "a policy is added, which the gate cannot compare",
    change: [set(topology, "/policies", [{ name: "all", pattern: ".*", definition: { "max-length": 10 } }])],
    verdict: "BREAKS DEPLOYMENTS",
    says: ['the topology changed in "policies", which the gate cannot compare'],
  },
  {
    name: "the same topology in another order",
    change: [ofList("queues", (all) => [...all].reverse()), ofList("bindings", (all) => [...all].reverse())],
    verdict: "nothing",
    says: [],
  },
];

type Row = Readonly<Record<string, unknown>>;

function ofList(list: string, change: (all: readonly Row[]) => readonly Row[]): Edit {
  return {
    file: topology,
    change(text) {
      const whole = JSON.parse(text);
      return JSON.stringify({ ...whole, [list]: change(whole[list]) }, null, 2);
    },
  };
}

function ofQueue(name: string, change: (one: Row) => Row): Edit {
  return ofList("queues", (all) => all.map((one) => (one.name === name ? change(one) : one)));
}

function setting(queue: string, argument: string, value: unknown): Edit {
  return ofQueue(queue, (one) => ({ ...one, arguments: { ...(one.arguments as Row), [argument]: value } }));
}

function queue(name: string, settings: Row): Edit {
  return add(topology, "/queues", { name, durable: true, arguments: settings });
}

function binding(exchange: string, queue: string, routingKey: string): Edit {
  return add(topology, "/bindings", { exchange, queue, routingKey });
}
