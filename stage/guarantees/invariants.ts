import type { ServiceName } from "#contracts/generated/events.ts";
import { hears, services } from "#contracts/hears.ts";
import type { MemoryBroker } from "#messaging/memory/broker.ts";
import type { Dump } from "#messaging/memory/store.ts";
import type { Message } from "#messaging/message.ts";
import { queuesOf } from "#messaging/topology.ts";
import type { NotificationLog } from "#notifications/notification.ts";
import type { Order } from "#orders/order.ts";
import type { LedgerLine } from "#outside/payment-provider/ledger.ts";
import type { Commit } from "../narrative/commits.ts";
import { wronglyFulfilled } from "./cancelled-unpaid.ts";
import { documentsOf, handledTwice, illegalTransitions, leftBusy, twoCouriers } from "./document-checks.ts";
import { missingFinalNotifications, notificationTypesByOrder } from "./final-notification.ts";

/** The complete state of a company at rest, and how it got there. */
export interface Evidence {
  readonly databases: Readonly<Record<ServiceName, Dump>>;
  readonly broker: Pick<MemoryBroker, "queue">;
  readonly ledger: readonly LedgerLine[];
  /** In the order of their commits. */
  readonly commits: readonly Commit[];
  /** Every event that was committed, by id. */
  readonly events: ReadonlyMap<string, Message>;
  /** The number of distinct poison messages, by consumer. */
  readonly poisoned: Readonly<Partial<Record<ServiceName, number>>>;
}

/** A property that holds after every story, and the check that finds its violations. */
export interface Invariant {
  readonly name: string;
  /** Whether it is about the whole company at rest, and no order in particular. */
  readonly isAboutRest?: true;
  violations(evidence: Evidence): readonly string[];
}

/** The invariants of the whole company. */
export const invariants: readonly Invariant[] = [
  {
    name: "every order is delivered or cancelled",
    violations: (evidence) =>
      ordersOf(evidence)
        .filter(({ status }) => status !== "delivered" && status !== "cancelled")
        .map(({ orderId, status }) => `order ${orderId} is still ${status}`),
  },
  {
    name: "the customer pays the price of a delivered order, and nothing for a cancelled one",
    violations: (evidence) =>
      ordersOf(evidence).flatMap(({ orderId, status, total }) => {
        const due = status === "delivered" ? total.amount : 0;
        const line = evidence.ledger.find((line) => line.orderId === orderId);
        const kept = (line?.charged.amount ?? 0) - (line?.refunded.amount ?? 0);
        return kept === due ? [] : [`order ${orderId} is ${status}: ${due} is due, ${kept} was kept`];
      }),
  },
  {
    name: "at most one charge and one refund per order",
    violations: ({ ledger }) =>
      ledger
        .filter(({ charges, refunds }) => charges.length > 1 || refunds.length > 1)
        .map(
          (line) => `order ${line.orderId}: ${line.charges.length} charges, ${line.refunds.length} refunds`,
        ),
  },
  {
    name: "at most one courier per order, and no courier or kitchen is left busy",
    violations: (evidence) => [...twoCouriers(evidence), ...leftBusy(evidence)],
  },
  {
    name: "only legal status transitions",
    violations: ({ commits }) => illegalTransitions(commits),
  },
  {
    name: "every consumer handles every event",
    violations: ({ databases, events }) =>
      services.flatMap((service) => {
        const processed = new Set(databases[service].processed.map(({ id }) => id));
        return [...events.values()]
          .filter(({ type, id }) => hears[service].some((heard) => heard === type) && !processed.has(id))
          .map(({ type, subject }) => `${service} never handled ${type} of ${subject}`);
      }),
  },
  {
    name: "no event is handled that was never committed",
    violations: ({ databases, events }) =>
      services.flatMap((service) =>
        databases[service].processed
          .filter(({ type, id }) => hears[service].some((heard) => heard === type) && !events.has(id))
          .map(({ type, id }) => `${service} handled ${type} ${id}, which was never committed`),
      ),
  },
  {
    name: "no message is handled twice",
    violations: ({ commits }) => handledTwice(commits),
  },
  {
    name: "no notification is sent twice",
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
    violations: (evidence) =>
      missingFinalNotifications(
        ordersOf(evidence),
        notificationTypesByOrder(
          documentsOf<NotificationLog>(evidence.databases.notifications, "notifications"),
        ),
      ),
  },
  {
    name: "an order cancelled before payment is never charged, cooked or assigned a courier",
    violations: wronglyFulfilled,
  },
  {
    name: "at rest, inboxes, retry tiers, outboxes and timers are empty",
    isAboutRest: true,
    violations: ({ broker, databases }) =>
      services.flatMap((service) => {
        const { inbox, retry } = queuesOf(service);
        const queues = [inbox, ...retry.map(({ name }) => name)].flatMap((name) => {
          const { ready, unacked } = broker.queue(name);
          return ready + unacked > 0 ? [`${name} holds ${ready + unacked} messages`] : [];
        });
        const { outbox, timers } = databases[service];
        const left = [
          ...outbox.map((entry) => `${service}: ${entry.kind} ${entry.id} is still in the outbox`),
          ...timers.map(({ name }) => `${service}: timer ${name} is still set`),
        ];
        return [...queues, ...left];
      }),
  },
  {
    name: "exactly the poison messages are parked",
    violations: ({ broker, poisoned }) =>
      services.flatMap((service) => {
        const { messages } = broker.queue(queuesOf(service).parked);
        // The copy is parked and confirmed before the original is acknowledged: there may be two copies, but never none.
        const parked = new Set(messages.map(({ body }) => text.decode(body))).size;
        const expected = poisoned[service] ?? 0;
        return parked === expected ? [] : [`${service} parked ${parked} messages; expected ${expected}`];
      }),
  },
];

const text = new TextDecoder();

/** Every violation, prefixed with the name of its invariant. */
export const violationsOf = (evidence: Evidence): readonly string[] =>
  invariants.flatMap(({ name, violations }) =>
    violations(evidence).map((violation) => `${name}: ${violation}`),
  );

const ordersOf = ({ databases }: Evidence) => documentsOf<Order>(databases.orders, "orders");
