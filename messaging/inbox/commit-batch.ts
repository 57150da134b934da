import { backoff } from "../backoff.ts";
import { pause } from "../clock.ts";
import { Conflict, Unavailable } from "../errors.ts";
import type { Arrival, Result } from "../instance/result.ts";
import type { Supervised } from "../instance/store-health.ts";
import { invariant } from "../invariant.ts";
import type { Service } from "../service.ts";
import { retryOrPark } from "../settlement/retry-or-park.ts";
import type { Change, Key } from "../store.ts";
import { reactToAll, readsOf } from "./deduplicate-and-react.ts";
import type { Entering } from "./entering.ts";

/**
 * How long one message alone may conflict, in milliseconds, before it goes to a retry tier. Nothing else is
 * handled meanwhile, so a permanent conflict (a unique index, a transaction that takes too long) would block
 * the inbox forever.
 */
const patienceMs = 30_000;

export interface CommitOptions extends Supervised {
  /** Called with each committed change, once the results of its messages are told. */
  readonly committed: (change: Change) => void;
}

/**
 * Commits a batch: loads, reacts, commits once, and tells each message its result. After a conflict with another
 * instance it loads and reacts again: reactions are pure. If one message prevents the commit, commits halves, until
 * that message is alone. While the store is away, waits. A message that is no longer wanted is skipped.
 */
export async function commitBatch(options: CommitOptions, all: readonly Entering[]): Promise<void> {
  const { clock, random, signal, health } = options;
  let batch = all.filter(isWanted);
  let conflicts = 0;
  let aloneSince: number | undefined;
  for (let outages = 0; batch.length > 0 && !signal.aborted; batch = batch.filter(isWanted)) {
    try {
      await commitOnce(options, batch, conflicts);
      health.succeeded("inbox");
      return;
    } catch (error) {
      const alone = batch.length === 1 ? batch[0] : undefined;
      if (!(error instanceof Unavailable)) health.succeeded("inbox");
      if (error instanceof Conflict) {
        conflicts += 1;
        if (conflicts > 3 && !alone) return commitHalves(options, batch);
        if (alone) aloneSince ??= clock.now();
        if (alone && clock.now() - (aloneSince ?? 0) >= patienceMs) return alone.done(retryOrPark(error));
        if (conflicts > 3) await pause(clock, backoff(conflicts - 3, random(), 5, 500), signal);
      } else if (error instanceof Unavailable) {
        outages += 1;
        aloneSince = undefined;
        health.failed("inbox", error);
        await pause(clock, backoff(outages, random()), signal);
      } else {
        if (!alone) return commitHalves(options, batch);
        return alone.done(retryOrPark(error));
      }
    }
  }
}

const isWanted = (entering: Entering): boolean => entering.isWanted?.() ?? true;

async function commitHalves(options: CommitOptions, batch: readonly Entering[]): Promise<void> {
  const middle = Math.ceil(batch.length / 2);
  await commitBatch(options, batch.slice(0, middle));
  await commitBatch(options, batch.slice(middle));
}

/** Tells the results in order of arrival, since one acknowledgement covers all earlier deliveries. */
async function commitOnce(
  options: CommitOptions,
  batch: readonly Entering[],
  conflicts: number,
): Promise<void> {
  const began = options.clock.now();
  const arrivals = batch.flatMap(({ arrival }) => ("message" in arrival ? [arrival] : []));
  const { change, resultOf } = await reactAndCommit(options, arrivals);
  const tookMs = options.clock.now() - began;
  if (arrivals.length > 0) options.report({ kind: "batch", size: arrivals.length, tookMs, conflicts });
  for (const { arrival, done } of batch) {
    const result = "message" in arrival ? resultOf.get(arrival) : arrival;
    if (result) done(result);
  }
  // Only now: whoever observes this instance hears of a reaction before what it leads to.
  if (change) options.committed(change);
}

/** The change that was committed, if there was any, and what became of each message. */
async function reactAndCommit(options: CommitOptions, arrivals: readonly Arrival[]) {
  const { service, contracts, store, clock } = options;
  const resultOf = new Map<Arrival, Result>();
  if (arrivals.length === 0) return { resultOf };
  const ids = arrivals.map(({ message }) => message.id);
  const loaded = await store.load(ids, keysOf(service, arrivals));
  const { change, results } = reactToAll({ contracts, service }, arrivals, loaded, clock.now());
  invariant(results.length === arrivals.length, "not every message of a batch has a result");
  for (const [i, arrival] of arrivals.entries()) {
    const result = results[i];
    if (result) resultOf.set(arrival, result);
  }
  if (change.processed.length === 0 && change.settled.length === 0) return { resultOf };
  await store.commit(change);
  return { change, resultOf };
}

/** A message whose `reads` throws adds no keys. Its reaction then throws the same error, and fails alone. */
function keysOf(service: Service, arrivals: readonly Arrival[]): readonly Key[] {
  return arrivals.flatMap(({ message }) => {
    try {
      return Object.values(readsOf(service, message));
    } catch {
      return [];
    }
  });
}
