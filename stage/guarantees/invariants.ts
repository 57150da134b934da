// One table of what must hold at rest, each with what it counts; hence the length.

import type { Delivery } from "#couriers/delivery.ts";
import type { MemoryBroker } from "#messaging/memory/broker.ts";
import type { Dump } from "#messaging/memory/store.ts";
import type { Message } from "#messaging/message.ts";
import { queuesOf } from "#messaging/topology.ts";
import type { NotificationLog } from "#notifications/notification.ts";
import type { Order } from "#orders/order.ts";
import type { LedgerLine } from "#outside/payment-provider/ledger.ts";
import { type ByService, valueFor } from "../company/by-service.ts";
import type { Commit } from "../narrative/commits.ts";
import { count, euros } from "../narrative/text/words.ts";
import { wronglyFulfilled } from "./cancelled-unpaid.ts";
import { documentsOf, handledTwice, illegalTransitions, leftBusy, twoCouriers } from "./document-checks.ts";
import { missingFinalNotifications, notificationTypesByOrder } from "./final-notification.ts";
import { choreographyRules, consumes, type Rules } from "./rules.ts";

/** The complete state of a company at rest, and its history. */
export interface Evidence {
  /** Of the company's design. Default: those of the choreography. */
  readonly rules?: Rules;
  readonly databases: ByService<Dump>;
  readonly broker: Pick<MemoryBroker, "queue">;
  readonly ledger: readonly LedgerLine[];
  /** In the order of their commits. */
  readonly commits: readonly Commit[];
  /** Every event that was committed, by id. */
  readonly events: ReadonlyMap<string, Message>;
  /** The number of distinct poison messages that no operator took out, by consumer. */
  readonly poisoned: Readonly<Record<string, number>>;
}

/** A property that holds after every story, and the check that finds its violations. */
export interface Invariant {
  readonly name: string;
  /** Whether it is about the whole company at rest, and no order in particular. */
  readonly isAboutRest?: true;
  /** What the check looks at: how many, and the word for one of them. */
  checked(evidence: Evidence): readonly [count: number, what: string];
  violations(evidence: Evidence): readonly string[];
}

/** The invariants of every company, whatever its design. */
export const invariants: readonly Invariant[] = [
  {
    name: "every order is delivered or cancelled",
    checked: ordersChecked,
    violations: (evidence) =>
      ordersOf(evidence)
        .filter(({ status }) => status !== "delivered" && status !== "cancelled")
        .map(({ orderId, status }) => `order ${orderId} is still ${status}`),
  },
  {
    name: "the customer pays the price of a delivered order, and nothing for a cancelled one",
    checked: ordersChecked,
    violations: (evidence) =>
      ordersOf(evidence).flatMap(({ orderId, status, total }) => {
        const due = status === "delivered" ? total.amount : 0;
        const line = evidence.ledger.find((line) => line.orderId === orderId);
        const kept = (line?.charged.amount ?? 0) - (line?.refunded.amount ?? 0);
        return kept === due
          ? []
          : [`order ${orderId} is ${status}: ${euros(due)} is due, ${euros(kept)} was kept`];
      }),
  },
  {
    name: "at most one charge and one refund per order",
    checked: ({ ledger }) => [
      sum(ledger.map(({ charges, refunds }) => charges.length + refunds.length)),
      "ledger entry",
    ],
    violations: ({ ledger }) =>
      ledger
        .filter(({ charges, refunds }) => charges.length > 1 || refunds.length > 1)
        .map(
          ({ charges, orderId, refunds }) =>
            `order ${orderId}: ${count(charges.length, "charge")}, ${count(refunds.length, "refund")}`,
        ),
  },
  {
    name: "at most one courier per order, and no courier or kitchen is left busy",
    // What is left of an order that was cancelled before it came is no delivery.
    checked: ({ databases }) => [
      documentsOf<Delivery>(databases.couriers, "deliveries").filter(({ status }) => status !== "tombstone")
        .length,
      "delivery",
    ],
    violations: (evidence) => [...twoCouriers(evidence), ...leftBusy(evidence)],
  },
  {
    name: "only legal status transitions",
    checked: ({ commits }) => [commits.length, "commit"],
    violations: ({ commits, rules = choreographyRules }) => illegalTransitions(commits, rules.transitions),
  },
  {
    name: "every consumer handles every event",
    checked: ({ events }) => [events.size, "event"],
    violations: (evidence) => unhandledEvents(evidence).map(unhandledText),
  },
  {
    name: "no event is handled that was never committed",
    checked: handledChecked,
    violations: ({ databases, rules = choreographyRules, events }) =>
      rules.services.flatMap((service) =>
        valueFor(databases, service)
          .processed.filter(({ type, id }) => consumes(rules, service, type) && !events.has(id))
          .map(({ type, id }) => `${service} handled ${type} ${id}, which was never committed`),
      ),
  },
  {
    name: "no message is handled twice",
    checked: handledChecked,
    violations: ({ commits }) => handledTwice(commits),
  },
  {
    name: "no notification is sent twice",
    checked: ({ databases }) => [
      sum(
        documentsOf<NotificationLog>(databases.notifications, "notifications").map(
          ({ notifications }) => notifications.length,
        ),
      ),
      "notification",
    ],
    violations: ({ databases }) =>
      documentsOf<NotificationLog>(databases.notifications, "notifications").flatMap(
        ({ orderId, notifications }) => {
          const ids = notifications.map(({ notificationId }) => notificationId);
          return notifications
            .filter(({ notificationId }, i) => ids.indexOf(notificationId) < i)
            .map(({ type, channel }) => `${type} of order ${orderId} was sent by ${channel} twice`);
        },
      ),
  },
  {
    name: "a notified customer also learns how the order ended",
    checked: ordersChecked,
    violations: (evidence) =>
      missingFinalNotifications(
        ordersOf(evidence),
        notificationTypesByOrder(
          documentsOf<NotificationLog>(evidence.databases.notifications, "notifications"),
        ),
      ),
  },
  {
    name: "an order cancelled before payment triggers no cooking, delivery or new charge",
    checked: ordersChecked,
    violations: (evidence) => wronglyFulfilled(evidence, (evidence.rules ?? choreographyRules).cancellation),
  },
  {
    name: "at rest, inboxes, retry tiers, outboxes and timers are empty",
    isAboutRest: true,
    checked: ({ databases }) => [Object.keys(databases).length, "service"],
    violations: ({ broker, databases }) =>
      Object.entries(databases).flatMap(([service, { outbox, timers }]) => {
        const { inbox, retry } = queuesOf(service);
        const queues = [inbox, ...retry.map(({ name }) => name)].flatMap((name) => {
          const { ready, unacked } = broker.queue(name);
          return ready + unacked > 0 ? [`${name} holds ${count(ready + unacked, "message")}`] : [];
        });
        const left = [
          ...outbox.map((entry) => `${service}: ${entry.kind} ${entry.id} is still in the outbox`),
          ...timers.map(({ name }) => `${service}: timer ${name} is still set`),
        ];
        return [...queues, ...left];
      }),
  },
  {
    name: "exactly the poison messages are parked",
    // Each consumer gets a copy of its own, and parks it.
    checked: ({ poisoned }) => [sum(Object.values(poisoned)), "poison copy"],
    violations: ({ broker, databases, poisoned }) =>
      Object.keys(databases).flatMap((service) => {
        const { messages } = broker.queue(queuesOf(service).parked);
        // The copy is parked and confirmed before the original is acknowledged: there may be two copies, but never none.
        const parked = new Set(messages.map(({ body, messageId }) => `${messageId} ${text.decode(body)}`))
          .size;
        const expected = poisoned[service] ?? 0;
        return parked === expected
          ? []
          : [`${service} parked ${count(parked, "message")}; expected ${expected}`];
      }),
  },
];

const text = new TextDecoder();

/** An event that a consumer has not handled. */
export interface UnhandledEvent {
  readonly service: string;
  readonly event: Message;
}

/** Every event that a consumer has not handled, once for each such consumer. */
export const unhandledEvents = ({
  databases,
  events,
  rules = choreographyRules,
}: Pick<Evidence, "databases" | "events" | "rules">): readonly UnhandledEvent[] =>
  rules.services.flatMap((service) => {
    const processed = new Set(valueFor(databases, service).processed.map(({ id }) => id));
    return [...events.values()]
      .filter(({ type, id }) => consumes(rules, service, type) && !processed.has(id))
      .map((event) => ({ service, event }));
  });

/** How the invariants name an event that was never handled. */
export const unhandledText = ({ event: { subject, type }, service }: UnhandledEvent): string =>
  `${service} never handled ${type} of ${subject}`;

/** Every violation, prefixed with the name of its invariant. @param more the invariants of the company's design */
export const violationsOf = (evidence: Evidence, more: readonly Invariant[] = []): readonly string[] =>
  [...invariants, ...more].flatMap(({ name, violations }) =>
    violations(evidence).map((violation) => `${name}: ${violation}`),
  );

const ordersOf = ({ databases }: Evidence) => documentsOf<Order>(databases.orders, "orders");

type Checked = ReturnType<Invariant["checked"]>;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

function ordersChecked(evidence: Evidence): Checked {
  return [ordersOf(evidence).length, "order"];
}

function handledChecked({ databases }: Evidence): Checked {
  return [sum(Object.values(databases).map(({ processed }) => processed.length)), "message"];
}
