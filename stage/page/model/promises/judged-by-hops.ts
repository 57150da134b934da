const money = "Not judged: of money, hops carry what payments says. The provider's ledger is not watched.";
const mails = "Not judged: hops do not carry what was mailed.";

/** The promises that hops cannot show to be kept or broken, and why. */
const beyondHops: Readonly<Record<string, string>> = {
  "the customer pays the price of a delivered order, and nothing for a cancelled one": money,
  "at most one charge and one refund per order": money,
  "an order cancelled before payment is never charged, cooked or assigned a courier": money,
  "at most one courier per order, and no courier or kitchen is left busy":
    "Not judged: hops carry neither rosters nor kitchens.",
  "no notification is sent twice": mails,
  "a notified customer also learns how the order ended": mails,
  "exactly the poison messages are parked": "Not judged: nobody reports how many messages were poisoned.",
};

/** Why hops cannot tell whether a promise is kept; undefined if they can. @param lost how many of them were lost */
export const cannotJudgeByHops = (promise: string, lost: number): string | undefined =>
  beyondHops[promise] ??
  (lost > 0
    ? "Not judged: hops were lost on their way here. docker compose restart watcher begins anew."
    : undefined);
