import type { Effect, Event, Fault, FaultKind, Operation } from "./faults.ts";

const minute = 60_000;

const crash = (operation: Operation, when: "before" | "after", about: string): FaultKind => ({
  kind: `crash-${when}-${operation}`,
  about,
  target: { operation, effect: when === "before" ? "dies-before" : "dies-after" },
  longestMs: minute,
});

const operationFault = (
  kind: string,
  operation: Operation,
  effect: Effect,
  longestMs: number,
  about: string,
  more: Pick<FaultKind, "weight" | "times" | "meanwhile" | "shortestMs" | "latestMs"> = {},
): FaultKind => ({ kind, about, target: { operation, effect }, longestMs, ...more });

const eventFault = (event: Event, longestMs: number, about: string, weight = 1): FaultKind => ({
  kind: event,
  about,
  target: { event },
  longestMs,
  weight,
});

/** Everything that can go wrong. */
export const faultKinds: readonly FaultKind[] = [
  crash("load", "before", "dies with a batch in its hands"),
  crash("load", "after", "dies with what it read"),
  crash("commit", "before", "dies when it has decided, and nobody knows"),
  crash("commit", "after", "dies when it is true, and nobody was told"),
  crash("acknowledge", "before", "dies when it has handled what the queue believes unhandled"),
  crash("acknowledge", "after", "dies right after the queue has let go"),
  crash("publish", "before", "dies when it is about to say it"),
  crash("publish", "after", "dies when it has said it, before it hears the confirm"),
  operationFault(
    "crash-after-confirm",
    "publish",
    "dies-answered",
    minute,
    "dies with the confirm, before it can settle",
  ),
  crash("settle", "before", "dies when it is about to forget what it has said"),
  crash("settle", "after", "dies when the outbox is clean, and it does not know"),
  crash("call", "before", "dies when it is about to call the provider or the sender"),
  crash("call", "after", "dies when the card was charged, and the answer is on its way"),
  operationFault(
    "crash-after-answer",
    "call",
    "dies-answered",
    minute,
    "dies with the answer, before it is written",
  ),
  crash("claim", "before", "dies when it looks for what is due"),
  crash("claim", "after", "dies with a lease on timers, events or calls"),
  eventFault("killed", minute, "dies at any moment", 2),
  eventFault("deployed", 30_000, "is stopped in good order, and started again"),
  eventFault("paused", 2 * minute, "stands still, longer than every lease", 3),
  eventFault("paused-and-cut-off", 2 * minute, "stands still until the broker gives it up"),
  eventFault("connection-lost", 0, "loses its connection: what is not acknowledged comes again", 2),
  eventFault("clock-ahead", 5 * minute, "has a clock that is ahead by up to five minutes"),
  eventFault("clock-behind", 5 * minute, "has a clock that is behind by up to five minutes"),
  eventFault("broker-down", minute, "the broker is away", 2),
  eventFault("store-down", minute, "the service's database is away", 2),
  eventFault("poison", 0, "a message that nobody can read", 2),
  eventFault(
    "orphan",
    0,
    "an event about an order that is not there: tried on every tier, then parked",
    0.15,
  ),
  operationFault("load-lost", "load", "request-lost", 0, "the connection breaks on the way to the database"),
  operationFault("load-unheard", "load", "answer-lost", 0, "the connection breaks on the way back"),
  operationFault("commit-lost", "commit", "request-lost", 0, "the connection breaks before the commit"),
  operationFault("commit-unheard", "commit", "answer-lost", 0, "it is committed, and nobody hears so"),
  operationFault("commit-slow", "commit", "slow", 40_000, "the database takes its time"),
  operationFault(
    "stopped-after-commit",
    "commit",
    "stands-still",
    minute,
    "stands still when nobody else knows",
  ),
  operationFault(
    "stopped-between-steps",
    "step",
    "stands-still",
    minute,
    "stands still between two of its steps",
    {
      weight: 6,
    },
  ),
  operationFault(
    "cancelled-between-steps",
    "step",
    "stands-still",
    minute,
    "and the customer cancels meanwhile",
    {
      weight: 4,
      meanwhile: "cancels",
    },
  ),
  operationFault("given-up-while-kept", "keep", "stands-still", minute, "keeps a courier, and stands still", {
    weight: 8,
    times: 4,
    latestMs: 20_000,
    shortestMs: 5_000,
  }),
  operationFault(
    "cancelled-while-kept",
    "keep",
    "stands-still",
    minute,
    "and the customer cancels meanwhile",
    {
      weight: 11,
      times: 4,
      latestMs: 20_000,
      meanwhile: "cancels",
    },
  ),
  operationFault("commit-conflict", "commit", "conflict", 0, "another instance was faster"),
  operationFault("commit-contended", "batch", "conflict", 0, "another instance is faster, again and again", {
    times: 6,
  }),
  operationFault("settle-lost", "settle", "request-lost", 0, "the outbox stays full of what was said"),
  operationFault("settle-unheard", "settle", "answer-lost", 0, "it is settled, and nobody hears so"),
  operationFault("claim-unheard", "claim", "answer-lost", 0, "leased to somebody who does not know"),
  operationFault("claim-slow", "claim", "slow", 40_000, "the lease is over when it arrives"),
  operationFault("timer-in-hand", "timer", "slow", 40_000, "stands still with a timer that it has claimed"),
  operationFault(
    "cancelled-with-timer-in-hand",
    "timer",
    "slow",
    40_000,
    "and the customer cancels meanwhile",
    {
      weight: 4,
      meanwhile: "cancels",
    },
  ),
  operationFault("paid-with-timer-in-hand", "timer", "slow", 40_000, "and the customer pays meanwhile", {
    weight: 9,
    meanwhile: "pays",
  }),
  operationFault(
    "relieved-with-timer-in-hand",
    "give-up",
    "slow",
    40_000,
    "and a courier comes to work meanwhile",
    {
      weight: 8,
      times: 4,
      latestMs: 20_000,
      meanwhile: "comes-to-work",
    },
  ),
  operationFault(
    "postpone-lost",
    "postpone",
    "request-lost",
    0,
    "the wait before the next call is not written down",
  ),
  operationFault("publish-lost", "publish", "request-lost", 0, "nothing arrives, and no confirm comes"),
  operationFault("confirm-lost", "publish", "answer-lost", 0, "it arrives, and the confirm does not"),
  operationFault("confirm-late", "publish", "slow", 40_000, "the confirm comes when the lease is over"),
  operationFault("published-twice", "publish", "twice", 0, "every message of a batch is there twice"),
  operationFault("duplicate-later", "publish", "again-later", 2 * minute, "a copy turns up much later"),
  operationFault(
    "late-for-one-queue",
    "publish",
    "late-for-one",
    40_000,
    "one service hears of it after the rest",
    {
      weight: 6,
    },
  ),
  operationFault("reordered", "publish", "on-another-connection", 5_000, "a batch arrives in another order"),
  operationFault("acknowledgement-lost", "acknowledge", "request-lost", 0, "handled, and delivered again"),
  operationFault("acknowledgement-late", "acknowledge", "slow", 10_000, "the queue lets go late"),
  operationFault("provider-error", "call", "request-lost", 0, "503, or no connection: nothing happened"),
  operationFault("provider-unheard", "call", "answer-lost", 0, "it happened, and the answer is lost"),
  operationFault(
    "provider-slow",
    "call",
    "slow",
    40_000,
    "the answer comes after the timeout, or after the lease",
  ),
  operationFault(
    "provider-changes-its-mind",
    "verdict",
    "changed-mind",
    10_000,
    "declined, and charged later",
    {
      weight: 4,
    },
  ),
  operationFault("webhook-twice", "webhook", "twice", 0, "the provider says it twice"),
  operationFault(
    "webhook-late",
    "webhook",
    "again-later",
    2 * minute,
    "the provider says it again, much later",
  ),
  operationFault(
    "webhook-lost",
    "webhook",
    "request-lost",
    0,
    "the provider says it in vain, and tries again",
  ),
  operationFault("command-lost", "command", "request-lost", 0, "a request never arrives, and is made again"),
  operationFault("command-unheard", "command", "answer-lost", 0, "its answer is lost, and it is made again"),
  operationFault("command-twice", "command", "twice", 0, "two instances get the same request at once"),
];

const byKind = new Map(faultKinds.map((kind) => [kind.kind, kind]));

export function kindOf({ kind }: Fault): FaultKind {
  const known = byKind.get(kind);
  if (!known) throw new Error(`there is no fault ${kind}`);
  return known;
}
