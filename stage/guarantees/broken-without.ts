const priced = "the customer pays the price of a delivered order, and nothing for a cancelled one";
const neglected = "at most one courier per order, and no courier or kitchen is left busy";

const uninformed = "a notified customer also learns how the order ended";

/** What breaks when an event, a call or a message is lost. */
const lost = [
  priced,
  "every order is delivered or cancelled",
  "every consumer handles every event",
  uninformed,
  "exactly the poison messages are parked",
];
const cancelledUnpaid = "an order cancelled before payment triggers no cooking, delivery or new charge";

/** By guarantee, the promises about orders that break without it in some story. */
export const brokenWithout: Readonly<Record<string, readonly string[]>> = {
  dedup: ["no message is handled twice", "no notification is sent twice"],
  outbox: lost,
  "version-check": ["only legal status transitions", neglected, priced, uninformed],
  tombstone: [priced, cancelledUnpaid],
  refund: [priced],
  "idempotency-key": ["at most one charge and one refund per order", priced],
  "publisher-confirms": lost,
  "late-acknowledgement": [...lost, neglected],
  "commit-before-publish": ["no event is handled that was never committed", cancelledUnpaid],
};
