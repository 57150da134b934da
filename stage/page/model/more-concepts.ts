import { disabledGuarantees } from "../../guarantees/disabled-guarantees.ts";
import { sentenceCase } from "../../narrative/text/words.ts";

/** A part of the page, explained in two sentences, and the interview question that asks for it. */
export interface Concept {
  readonly name: string;
  readonly text: string;
  readonly question: number;
}

/** What the parts beside the map stand for: services, customers, orders in the timeline, and figures. */
const parts = {
  "service:orders": {
    name: "Orders",
    text: "Takes orders, and publishes that one was placed. It tells no other service what to do: it records what they publish, and decides when an order is over.",
    question: 68,
  },
  "service:payments": {
    name: "Payments",
    text: "Charges the card once an order is placed, and returns the money if the order is cancelled. It alone calls the payment provider.",
    question: 87,
  },
  "service:restaurants": {
    name: "Restaurants",
    text: "Cooks an order once it is placed and paid, whichever of the two it hears first. A kitchen without a free place rejects the order, and publishes that.",
    question: 85,
  },
  "service:couriers": {
    name: "Couriers",
    text: "Assigns a courier once the kitchen confirms an order. If no courier is free, the order waits, and is given up after a while.",
    question: 65,
  },
  "service:notifications": {
    name: "Notifications",
    text: "Sends mails about what the other services publish. None of them knows that it exists, so it can be added and removed without changing them.",
    question: 89,
  },
  customers: {
    name: "Customers",
    text: "They order, confirm a payment, cancel, and wait for food. They call the gateway, and learn by mail how far their order is.",
    question: 21,
  },
  newest: {
    name: "The newest orders",
    text: "Off, the timeline shows one order: the newest, or the one that you follow. On, it stacks the newest orders, each hop with the label of its order.",
    question: 77,
  },
  "figure:placed": {
    name: "Placed and delivered",
    text: "How many orders came in, and how many were delivered. If the first line stays above the second, work piles up.",
    question: 17,
  },
  "figure:retried": {
    name: "Retried and parked",
    text: "How often a message went to a retry tier or a call was made again, and how many messages were given up and parked. A few retries are normal; a parked message needs a person.",
    question: 13,
  },
  "figure:messages": {
    name: "Messages in a commit",
    text: "How many messages a service handles in one commit. Under load it takes more at once, so each of them costs less.",
    question: 20,
  },
  "figure:outbox age": {
    name: "Age of the oldest entry",
    text: "How long the oldest entry of an outbox has waited to be published or called. It grows while the broker or the provider is away.",
    question: 18,
  },
  "figure:latency": {
    name: "From order to delivery",
    text: "How long an order took until it was delivered, on average. Messages that wait in queues or retry tiers make it longer.",
    question: 44,
  },
} as const satisfies Readonly<Record<string, Concept>>;

/** What each promise means, by the name of its invariant. */
const promises: Readonly<Record<string, Omit<Concept, "name">>> = {
  "every order is delivered or cancelled": {
    text: "No order stays halfway, whichever process dies in between. Outbox, timers and redelivery move it until it ends.",
    question: 84,
  },
  "the customer pays the price of a delivered order, and nothing for a cancelled one": {
    text: "What the provider kept for an order is its price if it was delivered, and nothing if it was cancelled. The provider's ledger decides, and not our own documents.",
    question: 87,
  },
  "at most one charge and one refund per order": {
    text: "A call whose answer is lost is tried again, and the card is still charged once. Every attempt carries the same idempotency key.",
    question: 55,
  },
  "at most one courier per order, and no courier or kitchen is left busy": {
    text: "Two couriers never ride for the same order. Once an order is over, its courier and its place in the kitchen are free again.",
    question: 65,
  },
  "only legal status transitions": {
    text: "A status changes only along the transitions that its service allows. A message that is late or repeated finds a status that ignores it.",
    question: 77,
  },
  "every consumer handles every event": {
    text: "Each service that consumes an event has recorded its id. Nothing gets lost between the commit of one service and that of another.",
    question: 49,
  },
  "no event is handled that was never committed": {
    text: "Every event that a service acts on is backed by a commit of its publisher. An event that is published too early announces what may never happen.",
    question: 43,
  },
  "no message is handled twice": {
    text: "The id of a message is committed with its effects, so a copy finds it and does nothing. Copies are normal: the broker delivers at least once.",
    question: 52,
  },
  "no notification is sent twice": {
    text: "Each notification has an id, and is recorded once. A repeated event does not lead to another mail.",
    question: 50,
  },
  "a notified customer also learns how the order ended": {
    text: "A customer who got a mail about an order also gets one about its end. Otherwise the customer waits without knowing.",
    question: 37,
  },
  "an order cancelled before payment triggers no cooking, delivery or new charge": {
    text: "If the cancellation comes first, a tombstone under the order's id stops the services that receive the order later. A charge that payments had asked for by then can still succeed: payments refunds it.",
    question: 77,
  },
  "at rest, inboxes, retry tiers, outboxes and timers are empty": {
    text: "When no order is under way, nothing waits anywhere. What is left over is stuck, and an order waits for it.",
    question: 2,
  },
  "exactly the poison messages are parked": {
    text: "A message that no service can read is parked, and no other message is. It keeps its error, and waits for a person.",
    question: 76,
  },
};

/** How each guarantee prevents its harm. */
const guarantees = disabledGuarantees.map(
  ({ name, prevents, question }) => [`guarantee:${name}`, { name, text: prevents, question }] as const,
);

/** By the name that a part of the page carries in `data-explain`. */
export const moreConcepts: Readonly<Record<string, Concept>> = {
  ...parts,
  ...Object.fromEntries(guarantees),
  ...Object.fromEntries(
    Object.entries(promises).map(([name, one]) => [`promise:${name}`, { name: sentenceCase(name), ...one }]),
  ),
};
