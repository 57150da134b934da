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

/**
 * How long one message alone may conflict, in milliseconds, before it goes to a retry tier. Nothing else is
 * handled meanwhile, so a permanent conflict (a unique index, a transaction that takes too long) would block
 * the inbox forever.
 */
const patienceMs = 30_000;

/** The results of the messages; those that are no longer wanted have none. */
type Results = Map<Arrival, Result>;

export interface CommitOptions extends Supervised {
  /** Called with a change that is being committed, and with undefined when the store has answered. */
  readonly committing: (change: Change | undefined) => void;
  /** Called with each committed change. */
  readonly committed: (change: Change) => void;
  /** False once this instance should no longer handle the message. */
  readonly isWanted: (arrival: Arrival) => boolean;
}

/**
 * Commits a batch: loads, reacts, and commits once. After a conflict with another instance it loads and reacts
 * again: reactions are pure. If one message prevents the commit, commits halves, until that message is alone.
 * While the store is away, waits.
 */
export async function commitBatch(options: CommitOptions, all: readonly Arrival[]): Promise<Results> {
  const { clock, random, signal, health, isWanted } = options;
  let arrivals = all.filter(isWanted);
  let conflicts = 0;
  let aloneSince: number | undefined;
  for (let outages = 0; arrivals.length > 0 && !signal.aborted; arrivals = arrivals.filter(isWanted)) {
    try {
      const results = await commitOnce(options, arrivals, conflicts);
      health.succeeded("inbox");
      return results;
    } catch (error) {
      const alone = arrivals.length === 1 ? arrivals[0] : undefined;
      if (!(error instanceof Unavailable)) health.succeeded("inbox");
      if (error instanceof Conflict) {
        conflicts += 1;
        if (conflicts > 3 && !alone) return commitHalves(options, arrivals);
        if (alone) aloneSince ??= clock.now();
        if (alone && clock.now() - (aloneSince ?? 0) >= patienceMs)
          return new Map([[alone, retryOrPark(error)]]);
        if (conflicts > 3) await pause(clock, backoff(conflicts - 3, random(), 5, 500), signal);
      } else if (error instanceof Unavailable) {
        outages += 1;
        aloneSince = undefined;
        health.failed("inbox", error);
        await pause(clock, backoff(outages, random()), signal);
      } else {
        if (!alone) return commitHalves(options, arrivals);
        return new Map([[alone, retryOrPark(error)]]);
      }
    }
  }
  return new Map();
}

async function commitHalves(options: CommitOptions, arrivals: readonly Arrival[]): Promise<Results> {
  const middle = Math.ceil(arrivals.length / 2);
  const first = await commitBatch(options, arrivals.slice(0, middle));
  return new Map([...first, ...(await commitBatch(options, arrivals.slice(middle)))]);
}

async function commitOnce(
  options: CommitOptions,
  arrivals: readonly Arrival[],
  conflicts: number,
): Promise<Results> {
  const { service, contracts, store, clock, report, committed, committing } = options;
  const began = clock.now();
  const ids = arrivals.map(({ message }) => message.id);
  const loaded = await store.load(ids, keysOf(service, arrivals));
  const { change, results } = reactToAll({ contracts, service }, arrivals, loaded, clock.now());
  invariant(results.length === arrivals.length, "not every message of a batch has a result");
  if (change.processed.length > 0 || change.settled.length > 0) {
    committing(change);
    try {
      await store.commit(change);
    } finally {
      committing(undefined);
    }
    committed(change);
  }
  report({ kind: "batch", size: arrivals.length, tookMs: clock.now() - began, conflicts });
  return new Map(arrivals.flatMap((arrival, i) => pair(arrival, results[i])));
}

const pair = (arrival: Arrival, result: Result | undefined): [Arrival, Result][] =>
  result ? [[arrival, result]] : [];

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
