import { backoff, pause } from "../clock.ts";
import { Conflict, errorOf, Unavailable, Unprocessable, Unstorable } from "../errors.ts";
import type { Instance } from "../instance/instance.ts";
import type { Arrival, Result } from "../instance/result.ts";
import type { StoreHealth } from "../instance/store-health.ts";
import { createWorkLoop } from "../instance/work-loop.ts";
import { invariant } from "../invariant.ts";
import type { Service } from "../service.ts";
import type { Change, Key } from "../store.ts";
import { reactToAll, readsOf } from "./deduplicate-and-react.ts";
import { createTrials, type Suspicion } from "./suspects.ts";

/** A message to handle, and the callback for its result. */
export interface Entering {
  /** The message; or a result that is known beforehand, such as a body that is not JSON. */
  readonly arrival: Arrival | Result;
  /** Called once, in order of arrival, when the result is durable. */
  readonly done: (result: Result) => void;
  /** False once this instance should no longer handle the message: the inbox then skips it. */
  readonly isWanted?: () => boolean;
}

/**
 * A message that returned to its queue too often: it may kill the process, so it is read and handled alone.
 */
export interface Suspect extends Omit<Entering, "arrival"> {
  readonly suspicion: Suspicion;
  readonly read: () => Arrival | Result;
}

export interface InboxOptions extends Instance {
  readonly health: Pick<StoreHealth, "failed" | "succeeded" | "gaveUp">;
  /** The most messages in one commit; 1 is one transaction per message. */
  readonly maxBatch: number;
  /** A trial that another process keeps for longer than this, in milliseconds, counts as its death. */
  readonly longestTrialMs: number;
}

export interface Inbox {
  enter(entering: Entering | Suspect): void;
  /**
   * Calls `committed` after each commit: its events, calls and timers are still to be published, made and
   * awaited.
   */
  onCommit(committed: (change: Change) => void): void;
  /** How many messages wait. */
  waiting(): number;
  /** Resolves when nothing waits and nothing is under way. */
  idle(): Promise<void>;
}

/**
 * The one way into a service. Messages that arrive during a commit form the next batch, with no timer: a
 * single message is a batch of one, and under load one commit holds a few hundred.
 *
 * The inbox handles one batch at a time, so an instance handles messages in order of arrival.
 */
export function createInbox(options: InboxOptions): Inbox {
  const { maxBatch, signal } = options;
  const waiting: (Entering | Suspect)[] = [];
  const trials = createTrials(options);
  const loop = createWorkLoop(() => waiting.length > 0, handleNext, signal);
  let committed: (change: Change) => void = () => {};

  async function handleNext(): Promise<void> {
    const batch = nextBatch();
    const suspect = batch.length === 0 && waiting.shift();
    if (suspect && "read" in suspect) await handleAlone(suspect);
    else await handle(batch);
  }

  /** The messages before the next suspect; empty if a suspect is next. */
  function nextBatch(): readonly Entering[] {
    const batch: Entering[] = [];
    for (const entering of waiting) {
      if ("read" in entering || batch.length === maxBatch) break;
      batch.push(entering);
    }
    waiting.splice(0, batch.length);
    return batch;
  }

  /**
   * The message may have killed processes. Nothing else is handled beside it, so a further death is its
   * fault.
   */
  async function handleAlone({ done, isWanted = always, read, suspicion }: Suspect): Promise<void> {
    const verdict = await trials.begin(suspicion, isWanted);
    if (!verdict) return;
    let result: Result | undefined;
    if (verdict === "innocent") {
      const arrival = read();
      if ("message" in arrival) await handle([{ arrival, isWanted, done: keep }]);
      else result = arrival;
    } else if (verdict === "guilty") {
      result = killing();
    } else {
      result = { kind: "duplicate", earlier: verdict };
    }
    function keep(of: Result): void {
      result = of;
    }
    if (result) done(result);
    await trials.end(suspicion, result !== undefined);
  }

  async function handle(batch: readonly Entering[]): Promise<void> {
    const entered = new Map(
      batch.flatMap((entering) => ("message" in entering.arrival ? [[entering.arrival, entering]] : [])),
    );
    const isWanted = (arrival: Arrival) => (entered.get(arrival)?.isWanted ?? always)();
    const results = await commitAll({ ...options, committed, isWanted }, [...entered.keys()]);
    options.health.gaveUp("inbox");
    for (const { arrival, done, isWanted = always } of batch) {
      const result = "message" in arrival ? results.get(arrival) : isWanted() && arrival;
      if (result) done(result);
    }
  }

  return {
    enter(entering) {
      waiting.push(entering);
      loop.wake();
    },
    onCommit(notify) {
      committed = notify;
    },
    waiting: () => waiting.length,
    idle: loop.idle,
  };
}

const always = (): boolean => true;

/**
 * For how long one message alone may conflict, in milliseconds, before it goes to a retry tier: nothing else
 * is handled meanwhile, and what always conflicts (a unique index, a transaction that takes too long) would
 * stand at the door for ever.
 */
const patienceMs = 30_000;

function killing(): Result {
  const why = "two processes ended while they handled this message, and nothing else";
  const error = new Unprocessable(why, "kills-its-consumer");
  return { kind: "unprocessable", reason: error.reason, error };
}

type Results = Map<Arrival, Result>;

interface CommitOptions extends InboxOptions {
  readonly committed: (change: Change) => void;
  readonly isWanted: (arrival: Arrival) => boolean;
}

/** Commits a batch whole. If a message in it prevents that, commits halves, until that message is alone. */
async function commitAll(options: CommitOptions, all: readonly Arrival[]): Promise<Results> {
  const { clock, random, report, signal, health, isWanted } = options;
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
          return new Map([[alone, resultOf(error)]]);
        if (conflicts > 3) await pause(clock, backoff(conflicts - 3, random(), 5, 500), signal);
      } else if (error instanceof Unavailable) {
        outages += 1;
        aloneSince = undefined;
        health.failed("inbox", error);
        report({ kind: "waiting", for: "store", why: error.message });
        await pause(clock, backoff(outages, random()), signal);
      } else {
        if (!alone) return commitHalves(options, arrivals);
        return new Map([[alone, resultOf(error)]]);
      }
    }
  }
  return new Map();
}

async function commitHalves(options: CommitOptions, arrivals: readonly Arrival[]): Promise<Results> {
  const middle = Math.ceil(arrivals.length / 2);
  const first = await commitAll(options, arrivals.slice(0, middle));
  return new Map([...first, ...(await commitAll(options, arrivals.slice(middle)))]);
}

async function commitOnce(
  options: CommitOptions,
  arrivals: readonly Arrival[],
  conflicts: number,
): Promise<Results> {
  const { service, contracts, store, clock, report, committed } = options;
  const began = clock.now();
  const ids = arrivals.map(({ message }) => message.id);
  const loaded = await store.load(ids, keysOf(service, arrivals));
  const { change, results } = reactToAll({ contracts, service }, arrivals, loaded, clock.now());
  invariant(results.length === arrivals.length, "not every message of a batch has a result");
  if (change.processed.length > 0 || change.settled.length > 0) {
    await store.commit(change);
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

function resultOf(thrown: unknown): Result {
  const error = errorOf(thrown);
  return error instanceof Unstorable
    ? { kind: "unprocessable", reason: "not-storable", error }
    : { kind: "failed", error };
}
