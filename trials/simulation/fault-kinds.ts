import type { Effect, Event, FaultKind, Operation, PlannedFault } from "./faults.ts";

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

/** Every kind of fault that the simulation injects. */
export const faultKinds: readonly FaultKind[] = [
  crash("load", "before", "dies with a batch delivered, before loading"),
  crash("load", "after", "dies after loading, before deciding"),
  crash("commit", "before", "dies with its decision made, before the commit"),
  crash("commit", "after", "dies after the commit, before acknowledging or publishing"),
  crash("acknowledge", "before", "dies after handling a message, before acknowledging it"),
  crash("acknowledge", "after", "dies right after the acknowledgement"),
  crash("publish", "before", "dies just before publishing"),
  crash("publish", "after", "dies after publishing, before the confirm arrives"),
  operationFault(
    "crash-after-confirm",
    "publish",
    "dies-answered",
    minute,
    "dies with the confirm, before settling the entry",
  ),
  crash("settle", "before", "dies just before settling what it published"),
  crash("settle", "after", "dies after settling, before the answer arrives"),
  crash("call", "before", "dies just before calling the provider or the sender"),
  crash("call", "after", "dies after the card was charged, before the answer arrives"),
  operationFault(
    "crash-after-answer",
    "call",
    "dies-answered",
    minute,
    "dies with the answer, before committing it",
  ),
  crash("claim", "before", "dies while claiming due entries"),
  crash("claim", "after", "dies holding a lease on timers, events or calls"),
  eventFault("killed", minute, "dies at any moment", 2),
  eventFault("deployed", 30_000, "stops gracefully and is started again"),
  eventFault("paused", 2 * minute, "pauses for longer than every lease", 3),
  eventFault("paused-and-cut-off", 2 * minute, "pauses until the broker closes its connection"),
  eventFault("connection-lost", 0, "loses its connection: unacknowledged messages are redelivered", 2),
  eventFault("clock-ahead", 5 * minute, "its clock is up to five minutes ahead"),
  eventFault("clock-behind", 5 * minute, "its clock is up to five minutes behind"),
  eventFault("broker-down", minute, "the broker is down", 2),
  eventFault("store-down", minute, "the service's database is down", 2),
  eventFault("poison", 0, "an unreadable message", 2),
  eventFault(
    "orphan",
    0,
    "an event about an unknown order: goes through every retry tier, then is parked",
    0.15,
  ),
  operationFault(
    "load-lost",
    "load",
    "request-lost",
    0,
    "the connection breaks before the request reaches the database",
  ),
  operationFault("load-unheard", "load", "answer-lost", 0, "the connection breaks before the answer arrives"),
  operationFault("commit-lost", "commit", "request-lost", 0, "the connection breaks before the commit"),
  operationFault("commit-unheard", "commit", "answer-lost", 0, "the commit succeeds, and its answer is lost"),
  operationFault("commit-slow", "commit", "slow", 40_000, "the database is slow"),
  operationFault("stopped-after-commit", "commit", "stands-still", minute, "pauses right after its commit"),
  operationFault(
    "stopped-between-steps",
    "step",
    "stands-still",
    minute,
    "pauses between two of its own steps",
    {
      weight: 6,
    },
  ),
  operationFault(
    "cancelled-between-steps",
    "step",
    "stands-still",
    minute,
    "the same, and the customer cancels meanwhile",
    {
      weight: 4,
      meanwhile: "cancels",
    },
  ),
  operationFault("given-up-while-kept", "keep", "stands-still", minute, "reserves a courier, then pauses", {
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
    "the same, and the customer cancels meanwhile",
    {
      weight: 11,
      times: 4,
      latestMs: 20_000,
      meanwhile: "cancels",
    },
  ),
  operationFault("commit-conflict", "commit", "conflict", 0, "another instance was faster"),
  operationFault(
    "commit-contended",
    "batch",
    "conflict",
    0,
    "another instance is faster several times in a row",
    {
      times: 6,
    },
  ),
  operationFault("settle-lost", "settle", "request-lost", 0, "published entries stay in the outbox"),
  operationFault(
    "settle-unheard",
    "settle",
    "answer-lost",
    0,
    "the entry is settled, and the answer is lost",
  ),
  operationFault("claim-unheard", "claim", "answer-lost", 0, "entries are leased, and the answer is lost"),
  operationFault("claim-slow", "claim", "slow", 40_000, "the answer arrives after the lease has expired"),
  operationFault("timer-in-hand", "timer", "slow", 40_000, "pauses with a claimed timer"),
  operationFault(
    "cancelled-with-timer-in-hand",
    "timer",
    "slow",
    40_000,
    "the same, and the customer cancels meanwhile",
    {
      weight: 4,
      meanwhile: "cancels",
    },
  ),
  operationFault(
    "paid-with-timer-in-hand",
    "timer",
    "slow",
    40_000,
    "the same, and the customer pays meanwhile",
    {
      weight: 9,
      meanwhile: "pays",
    },
  ),
  operationFault(
    "relieved-with-timer-in-hand",
    "give-up",
    "slow",
    40_000,
    "the same, and a courier starts work meanwhile",
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
    "the delay before the next call is not stored",
  ),
  operationFault(
    "publish-lost",
    "publish",
    "request-lost",
    0,
    "the message is lost, and so no confirm comes",
  ),
  operationFault("confirm-lost", "publish", "answer-lost", 0, "the message arrives; its confirm is lost"),
  operationFault(
    "confirm-late",
    "publish",
    "slow",
    40_000,
    "the confirm arrives after the lease has expired",
  ),
  operationFault("published-twice", "publish", "twice", 0, "every message of a batch is delivered twice"),
  operationFault("duplicate-later", "publish", "again-later", 2 * minute, "a copy arrives much later"),
  operationFault(
    "late-for-one-queue",
    "publish",
    "late-for-one",
    40_000,
    "one service gets the event after the others",
    {
      weight: 6,
    },
  ),
  operationFault("reordered", "publish", "on-another-connection", 5_000, "a batch arrives in another order"),
  operationFault(
    "acknowledgement-lost",
    "acknowledge",
    "request-lost",
    0,
    "the message was handled, and is redelivered",
  ),
  operationFault(
    "acknowledgement-late",
    "acknowledge",
    "slow",
    10_000,
    "the acknowledgement reaches the queue late",
  ),
  operationFault("provider-error", "call", "request-lost", 0, "503 or no connection: the call had no effect"),
  operationFault("provider-unheard", "call", "answer-lost", 0, "the call took effect; its answer is lost"),
  operationFault(
    "provider-slow",
    "call",
    "slow",
    40_000,
    "the answer comes after the timeout, or after the lease",
  ),
  operationFault(
    "provider-changes-its-mind",
    "charge-result",
    "changed-mind",
    10_000,
    "declined, then charged later",
    {
      weight: 4,
    },
  ),
  operationFault("webhook-twice", "webhook", "twice", 0, "the provider sends it twice"),
  operationFault(
    "webhook-late",
    "webhook",
    "again-later",
    2 * minute,
    "the provider sends it again much later",
  ),
  operationFault(
    "webhook-lost",
    "webhook",
    "request-lost",
    0,
    "the provider's request is lost, and it retries",
  ),
  operationFault("command-lost", "command", "request-lost", 0, "a request is lost, and the client retries"),
  operationFault(
    "command-unheard",
    "command",
    "answer-lost",
    0,
    "the answer is lost, and the client retries",
  ),
  operationFault("command-twice", "command", "twice", 0, "two instances get the same request at once"),
];

const byKind = new Map(faultKinds.map((kind) => [kind.kind, kind]));

export function kindOf({ kind }: PlannedFault): FaultKind {
  const known = byKind.get(kind);
  if (!known) throw new Error(`unknown kind of fault: ${kind}`);
  return known;
}
