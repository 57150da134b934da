import type { Entry } from "../../narrative/entry.ts";
import { type Concept, moreConcepts } from "./more-concepts.ts";

/** By the name that parts of the page carry in `data-explain`. */
export const concepts = {
  exchange: {
    name: "Topic exchange",
    text: "Publishers name an event, not a receiver; the broker copies it to every queue bound to that name. A new consumer is a new binding, and no publisher changes.",
    question: 79,
  },
  fanout: {
    name: "Fanout exchange",
    text: "A cancellation goes to every service, whatever it has done so far. Each undoes its own part; nobody keeps the list.",
    question: 60,
  },
  gateway: {
    name: "Gateway",
    text: "The only synchronous step: the customer gets 202 as soon as the order is committed. Everything after that happens by events.",
    question: 34,
  },
  provider: {
    name: "Payment provider",
    text: "Someone else's server: it may be slow, away, or charge and lose its answer. Every attempt of a call carries the same idempotency key, so one charge is made.",
    question: 87,
  },
  mailbox: {
    name: "Notifications",
    text: "Mails are sent at least once, each with its own Message-ID. Exactly-once mail does not exist, and nobody should promise it.",
    question: 50,
  },
  inbox: {
    name: "Inbox",
    text: "A durable quorum queue. A message is acknowledged only after its effects are committed, so a crash costs time and no message.",
    question: 42,
  },
  database: {
    name: "Database",
    text: "What is known of orders, here counted by status, changes in one commit with handled message ids, outbox and timers, or not at all. The ids make a redelivered message harmless.",
    question: 19,
  },
  outbox: {
    name: "Outbox",
    text: "Events and calls are committed with the documents that caused them, and published afterwards. A crash in between leaves them here, and the relay publishes them.",
    question: 2,
  },
  timers: {
    name: "Timers",
    text: "A deadline is a message that this service sends to itself later. It is committed like everything else, so it survives a restart.",
    question: 86,
  },
  retry: {
    name: "Retry tiers",
    text: "A message that fails waits 1 s, 5 s, 30 s, 2 min and 10 min in queues of their own, so it blocks nobody. After the last tier it is parked.",
    question: 13,
  },
  parked: {
    name: "Parked",
    text: "A message that can never be handled, or that every retry tier has failed, waits here with its error for a person, who drops it or sends it back. Nothing behind it waits.",
    question: 76,
  },
  instance: {
    name: "Instances",
    text: "Several instances compete for one inbox: each message goes to one of them. If an instance dies, the broker gives its messages to another.",
    question: 41,
  },
  duplicate: {
    name: "Duplicate",
    text: "The broker delivers at least once, so the same message can come again. The service finds its id among the handled ones, acknowledges it, and does nothing.",
    question: 52,
  },
  ignored: {
    name: "Ignored",
    text: "The service reads this message and changes nothing: its document already has the fact, or is past it. A request that is refused and an attempt that fails change nothing either, and look the same.",
    question: 77,
  },
  confirm: {
    name: "Publisher confirm",
    text: "The broker confirms an event once every queue that it goes to has stored it. Until then the event stays in the outbox, so a crash in between costs a second copy, and never the event.",
    question: 49,
  },
  lease: {
    name: "Lease",
    text: "An instance owns an outbox entry or a timer that is due for some seconds, so two instances do not work on it at once. If the owner dies, the lease runs out, and another instance takes over.",
    question: 3,
  },
  tombstone: {
    name: "Tombstone",
    text: "A cancellation can overtake the order that it cancels; then it leaves a mark under the order's id. When the order arrives, the service finds the mark and does nothing.",
    question: 77,
  },
  delay: {
    name: "Held back",
    text: "The inbox delivered this message, and it reaches its service late, so later messages overtake it. Each document records facts in whatever order they come, and acts when all are there.",
    question: 85,
  },
  hops: {
    name: "At most once, by choice",
    text: "Services report what they do to a transient exchange, and wait for nothing. If a report is lost, the page counts it, and no order suffers.",
    question: 48,
  },
} as const satisfies Readonly<Record<string, Concept>>;

export type ConceptName = keyof typeof concepts;

/** Everything that the page explains in place. */
export const explained: Readonly<Record<string, Concept>> = { ...concepts, ...moreConcepts };

/** The concept of this name. */
export const conceptNamed = (name: string | undefined): Concept | undefined =>
  name !== undefined && Object.hasOwn(explained, name) ? explained[name] : undefined;

/** The questions that a hop of this kind answers. */
const byKind: Partial<Record<Entry["kind"], readonly number[]>> = {
  duplicate: [19, 52],
  retried: [13, 6],
  parked: [76],
  published: [2, 84],
  killed: [42, 84],
  away: [18],
  charge: [87, 55],
  refund: [82],
  mail: [50],
  call: [55, 30],
  ignored: [77],
  delayed: [77, 85],
};

type Handled = Extract<Entry, { kind: "handled" }>;

/** The questions that a handled message answers, the most particular first; at most three are shown. */
const byDeed: readonly (readonly [question: number, applies: (entry: Handled) => boolean])[] = [
  [87, ({ did }) => did.called.some((name) => name.startsWith("payments."))],
  [86, ({ did }) => did.timersSet.length > 0],
  [60, ({ message }) => message.type.startsWith("orders.order-cancelled.")],
  [77, ({ did }) => did.saved.some(({ status }) => status === "tombstone")],
  [2, ({ did }) => did.published.length > 0],
  [85, ({ message }) => /payment-succeeded|order-ready/.test(message.type)],
  [68, () => true],
];

/** The questions that a hop answers. */
export function questionsOf(entry: Entry): readonly number[] {
  if (entry.kind !== "handled") return byKind[entry.kind] ?? [];
  const found = byDeed.filter(([, applies]) => applies(entry)).map(([question]) => question);
  return found.slice(0, 3);
}

/** Every question that the page may show. */
export const questionsInUse: ReadonlySet<number> = new Set([
  ...Object.values(explained).map(({ question }) => question),
  ...Object.values(byKind).flat(),
  ...byDeed.map(([question]) => question),
]);
