import type { Entry } from "../../narrative/entry.ts";

/** A part of the page, explained in two sentences, and the interview question that asks for it. */
export interface Concept {
  readonly name: string;
  readonly text: string;
  readonly question: number;
}

/** By the name that the map's parts carry in `data-explain`. */
export const concepts: Readonly<Record<string, Concept>> = {
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
    text: "Documents, handled message ids, outbox and timers change in one commit, or not at all. The ids make a redelivered message harmless.",
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
    text: "A message that can never be handled waits here with its error, for a person to look at. Nothing is dropped, and nothing behind it waits.",
    question: 76,
  },
  instance: {
    name: "Instances",
    text: "Several instances compete for one inbox: each message goes to one of them. If an instance dies, the broker gives its messages to another.",
    question: 41,
  },
};

/** The questions that a hop answers. */
export function questionsOf(entry: Entry): readonly number[] {
  switch (entry.kind) {
    case "duplicate":
      return [19, 52];
    case "retried":
      return [13, 6];
    case "parked":
      return [76];
    case "published":
      return entry.again ? [84, 2] : [2];
    case "killed":
      return [42, 84];
    case "away":
      return [18];
    case "charge":
      return [87, 55];
    case "refund":
      return [82];
    case "mail":
      return [50];
    case "call":
      return [55, 30];
    case "handled":
      return handledQuestions(entry);
    case "ignored":
      return [77];
    default:
      return [];
  }
}

function handledQuestions({ did, message }: Extract<Entry, { kind: "handled" }>): readonly number[] {
  const found = new Set<number>();
  if (did.called.some((name) => name.startsWith("payments."))) found.add(87);
  if (did.timersSet.length > 0) found.add(86);
  if (message.type.startsWith("orders.order-cancelled.")) found.add(60);
  if (did.saved.some(({ status }) => status === "tombstone")) found.add(77);
  if (did.published.length > 0) found.add(2);
  if (/payment-succeeded|order-ready/.test(message.type)) found.add(85);
  found.add(68);
  return [...found].slice(0, 3);
}

/** Every question that the page may show. */
export const questionsInUse: readonly number[] = [
  2, 6, 13, 18, 19, 30, 34, 41, 42, 50, 52, 55, 60, 68, 76, 77, 79, 82, 84, 85, 86, 87,
];
