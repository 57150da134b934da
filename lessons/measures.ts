/** The measures that count violations, with the invariant that is broken: one for each invariant of every company. */
export const brokenPromises: Readonly<Record<string, string>> = {
  neverEnded: "every order is delivered or cancelled",
  wrongMoney: "the customer pays the price of a delivered order, and nothing for a cancelled one",
  chargedTwice: "at most one charge and one refund per order",
  leftBusy: "at most one courier per order, and no courier or kitchen is left busy",
  illegal: "only legal status transitions",
  neverHandled: "every consumer handles every event",
  neverCommitted: "no event is handled that was never committed",
  handledTwice: "no message is handled twice",
  notifiedTwice: "no notification is sent twice",
  endNotTold: "a notified customer also learns how the order ended",
  leftBehind: "at rest, inboxes, retry tiers, outboxes and timers are empty",
  wronglyParked: "exactly the poison messages are parked",
  unpaidFulfilled: "an order cancelled before payment triggers no cooking, delivery or new charge",
};

/** The name of a quantity in words: `loansFor100` is `loans for 100`. */
export const wordsOf = (name: string): string =>
  name.replaceAll(/[A-Z]|(?<=[a-z]{2})\d+/g, (beginning) => ` ${beginning.toLowerCase()}`);
