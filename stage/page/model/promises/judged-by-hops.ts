const mails = "Not judged: hops do not carry what was mailed.";

/** The promises that neither hops nor the ledger can show to be kept or broken, and why. */
const beyondHops: Readonly<Record<string, string>> = {
  "at most one courier per order, and no courier or kitchen is left busy":
    "Not judged: hops carry neither rosters nor kitchens.",
  "no notification is sent twice": mails,
  "a notified customer also learns how the order ended": mails,
  "no event is handled that was never committed":
    "Not judged: a process that is killed takes its last hops with it, so an event that no hop tells of may be committed.",
  "exactly the poison messages are parked": "Not judged: nobody reports how many messages were poisoned.",
};

/** The promises that take the payment provider's ledger. */
const aboutMoney: ReadonlySet<string> = new Set([
  "the customer pays the price of a delivered order, and nothing for a cancelled one",
  "at most one charge and one refund per order",
  "an order cancelled before payment triggers no cooking, delivery or new charge",
]);

/** What a watcher knows not. */
interface Unknown {
  /** How many hops were lost. */
  readonly lost: number;
  /** Whether the payment provider does not answer, and its ledger is not known. */
  readonly isLedgerAway: boolean;
}

/** Why a watcher cannot tell whether a promise is kept; undefined if it can. */
export function cannotJudgeByHops(promise: string, { isLedgerAway, lost }: Unknown): string | undefined {
  if (beyondHops[promise] !== undefined) return beyondHops[promise];
  if (lost > 0)
    return "Not judged: hops were lost on their way here. docker compose restart watcher begins anew.";
  if (isLedgerAway && aboutMoney.has(promise))
    return "Not judged: the payment provider does not answer, so its ledger is not known.";
  return undefined;
}
