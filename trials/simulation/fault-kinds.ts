import type { Effect, Event, Fault, FaultKind, Operation } from "./faults.ts";

const minute = 60_000;

const crash = (operation: Operation, when: "before" | "after", about: string): FaultKind => ({
  kind: `crash-${when}-${operation}`,
  about,
  strikes: { operation, effect: when === "before" ? "dies-before" : "dies-after" },
  longestMs: minute,
});

const strike = (
  kind: string,
  operation: Operation,
  effect: Effect,
  longestMs: number,
  about: string,
  more: Pick<FaultKind, "weight" | "times" | "meanwhile" | "shortestMs" | "latestMs"> = {},
): FaultKind => ({ kind, about, strikes: { operation, effect }, longestMs, ...more });

const happen = (event: Event, longestMs: number, about: string, weight = 1): FaultKind => ({
  kind: event,
  about,
  strikes: { event },
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
  strike(
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
  strike("crash-after-answer", "call", "dies-answered", minute, "dies with the answer, before it is written"),
  crash("claim", "before", "dies when it looks for what is due"),
  crash("claim", "after", "dies with a lease on timers, events or calls"),
  happen("killed", minute, "dies at any moment", 2),
  happen("deployed", 30_000, "is stopped in good order, and started again"),
  happen("paused", 2 * minute, "stands still, longer than every lease", 3),
  happen("paused-and-cut-off", 2 * minute, "stands still until the broker gives it up"),
  happen("connection-lost", 0, "loses its connection: what is not acknowledged comes again", 2),
  happen("clock-ahead", 5 * minute, "has a clock that is ahead by up to five minutes"),
  happen("clock-behind", 5 * minute, "has a clock that is behind by up to five minutes"),
  happen("broker-down", minute, "the broker is away", 2),
  happen("store-down", minute, "the service's database is away", 2),
  happen("poison", 0, "a message that nobody can read", 2),
  happen("orphan", 0, "an event about an order that is not there: tried on every tier, then parked", 0.15),
  strike("load-lost", "load", "request-lost", 0, "the connection breaks on the way to the database"),
  strike("load-unheard", "load", "answer-lost", 0, "the connection breaks on the way back"),
  strike("commit-lost", "commit", "request-lost", 0, "the connection breaks before the commit"),
  strike("commit-unheard", "commit", "answer-lost", 0, "it is committed, and nobody hears so"),
  strike("commit-slow", "commit", "slow", 40_000, "the database takes its time"),
  strike("stopped-after-commit", "commit", "stands-still", minute, "stands still when nobody else knows"),
  strike("stopped-between-steps", "step", "stands-still", minute, "stands still between two of its steps", {
    weight: 6,
  }),
  strike("cancelled-between-steps", "step", "stands-still", minute, "and the customer cancels meanwhile", {
    weight: 4,
    meanwhile: "cancels",
  }),
  strike("given-up-while-kept", "keep", "stands-still", minute, "keeps a courier, and stands still", {
    weight: 8,
    times: 4,
    latestMs: 20_000,
    shortestMs: 5_000,
  }),
  strike("cancelled-while-kept", "keep", "stands-still", minute, "and the customer cancels meanwhile", {
    weight: 11,
    times: 4,
    latestMs: 20_000,
    meanwhile: "cancels",
  }),
  strike("commit-conflict", "commit", "conflict", 0, "another instance was faster"),
  strike("commit-contended", "batch", "conflict", 0, "another instance is faster, again and again", {
    times: 6,
  }),
  strike("settle-lost", "settle", "request-lost", 0, "the outbox stays full of what was said"),
  strike("settle-unheard", "settle", "answer-lost", 0, "it is settled, and nobody hears so"),
  strike("claim-unheard", "claim", "answer-lost", 0, "leased to somebody who does not know"),
  strike("claim-slow", "claim", "slow", 40_000, "the lease is over when it arrives"),
  strike("timer-in-hand", "timer", "slow", 40_000, "stands still with a timer that it has claimed"),
  strike("cancelled-with-timer-in-hand", "timer", "slow", 40_000, "and the customer cancels meanwhile", {
    weight: 4,
    meanwhile: "cancels",
  }),
  strike("paid-with-timer-in-hand", "timer", "slow", 40_000, "and the customer pays meanwhile", {
    weight: 9,
    meanwhile: "pays",
  }),
  strike("relieved-with-timer-in-hand", "give-up", "slow", 40_000, "and a courier comes to work meanwhile", {
    weight: 8,
    times: 4,
    latestMs: 20_000,
    meanwhile: "comes-to-work",
  }),
  strike("postpone-lost", "postpone", "request-lost", 0, "the wait before the next call is not written down"),
  strike("publish-lost", "publish", "request-lost", 0, "nothing arrives, and no confirm comes"),
  strike("confirm-lost", "publish", "answer-lost", 0, "it arrives, and the confirm does not"),
  strike("confirm-late", "publish", "slow", 40_000, "the confirm comes when the lease is over"),
  strike("published-twice", "publish", "twice", 0, "every message of a batch is there twice"),
  strike("duplicate-later", "publish", "again-later", 2 * minute, "a copy turns up much later"),
  strike("late-for-one-queue", "publish", "late-for-one", 40_000, "one service hears of it after the rest", {
    weight: 6,
  }),
  strike("reordered", "publish", "on-another-connection", 5_000, "a batch arrives in another order"),
  strike("acknowledgement-lost", "acknowledge", "request-lost", 0, "handled, and delivered again"),
  strike("acknowledgement-late", "acknowledge", "slow", 10_000, "the queue lets go late"),
  strike("provider-error", "call", "request-lost", 0, "503, or no connection: nothing happened"),
  strike("provider-unheard", "call", "answer-lost", 0, "it happened, and the answer is lost"),
  strike("provider-slow", "call", "slow", 40_000, "the answer comes after the timeout, or after the lease"),
  strike("provider-changes-its-mind", "verdict", "changed-mind", 10_000, "declined, and charged later", {
    weight: 4,
  }),
  strike("webhook-twice", "webhook", "twice", 0, "the provider says it twice"),
  strike("webhook-late", "webhook", "again-later", 2 * minute, "the provider says it again, much later"),
  strike("webhook-lost", "webhook", "request-lost", 0, "the provider says it in vain, and tries again"),
  strike("command-lost", "command", "request-lost", 0, "a request never arrives, and is made again"),
  strike("command-unheard", "command", "answer-lost", 0, "its answer is lost, and it is made again"),
  strike("command-twice", "command", "twice", 0, "two instances get the same request at once"),
];

const byKind = new Map(faultKinds.map((kind) => [kind.kind, kind]));

export function kindOf({ kind }: Fault): FaultKind {
  const known = byKind.get(kind);
  if (!known) throw new Error(`there is no fault ${kind}`);
  return known;
}
