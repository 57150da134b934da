import { backoff, type Clock, pause } from "./clock.ts";
import { Unavailable } from "./errors.ts";
import { idOf } from "./message.ts";
import type { Change, Store } from "./store.ts";

/** The kinds of work that need the store. `bookkeeping` is what is not tried again: the probe tries in its place. */
export type StoreWork = "inbox" | "scheduler" | "bookkeeping";

/** Whether the store answers: the one place that knows. Readiness, the door, and the consumer read it. */
export interface StoreHealth {
  /** One kind of work failed. That counts until the same kind of work succeeds: nothing else takes it back. */
  failed(work: StoreWork, error: unknown): void;
  succeeded(work: StoreWork): void;
  /** What failed is not tried again by this kind of work: from now on the probe tries. */
  gaveUp(work: StoreWork): void;
  /** Why the instance cannot work, one sentence; empty while the store answers. */
  troubles(): readonly string[];
  /** Undefined while the store answers, or has not been away for long enough to call it an outage (500 ms). */
  outage(): Unavailable | undefined;
}

export interface StoreHealthOptions {
  readonly store: Pick<Store, "commit">;
  readonly clock: Clock;
  /** From 0 to 1, 1 excluded. */
  readonly random: () => number;
  /** After how long an outage is a long one, in milliseconds. */
  readonly longAfterMs: number;
  /** The store has been away for 500 ms. */
  readonly onOutage: () => void;
  /** The store has been away for `longAfterMs`. */
  readonly onLongOutage: () => void;
  /** The store answers again. */
  readonly onBack: () => void;
  readonly signal: AbortSignal;
}

/** A connection that was lost is renewed faster, in milliseconds: that is no outage yet. */
const outageAfterMs = 500;
/** The longest that a client is told to wait, in seconds. */
const longestRetryAfter = 30;

/**
 * Collects what each kind of work meets. The store is away from the first `Unavailable` until every kind of work that met one has
 * succeeded: a look that succeeds says nothing about commits. While it is away, a probe commits nothing, with jitter.
 */
export function createStoreHealth(options: StoreHealthOptions): StoreHealth {
  const { store, clock, random, longAfterMs, signal, onBack, onLongOutage, onOutage } = options;
  const failing = new Map<StoreWork, Error>();
  let alarms: readonly (() => void)[] = [];
  let awaySince: number | undefined;
  let probing = false;

  const isAway = (): boolean => [...failing.values()].some((error) => error instanceof Unavailable);

  function update(): void {
    if (isAway() === (awaySince !== undefined)) return;
    for (const cancel of alarms) cancel();
    if (awaySince === undefined) {
      const now = clock.now();
      awaySince = now;
      alarms = [clock.at(now + outageAfterMs, onOutage), clock.at(now + longAfterMs, onLongOutage)];
    } else {
      awaySince = undefined;
      alarms = [];
      onBack();
    }
  }

  function failed(work: StoreWork, thrown: unknown): void {
    const isOfOneMessage = work === "bookkeeping" && !(thrown instanceof Unavailable);
    if (signal.aborted || isOfOneMessage) return;
    failing.set(work, thrown instanceof Error ? thrown : new Error(String(thrown)));
    update();
    if (work === "bookkeeping" && !probing) void probe();
  }

  function succeeded(work: StoreWork): void {
    if (failing.delete(work)) update();
  }

  async function probe(): Promise<void> {
    probing = true;
    for (let attempt = 1; failing.has("bookkeeping") && !signal.aborted; attempt += 1) {
      await pause(clock, backoff(attempt, random()), signal);
      if (signal.aborted) break;
      const why = await store.commit(nothing).catch((error: unknown) => error);
      if (why instanceof Unavailable) failing.set("bookkeeping", why);
      else succeeded("bookkeeping");
    }
    probing = false;
  }

  signal.addEventListener("abort", () => {
    for (const cancel of alarms) cancel();
  });
  return {
    failed,
    succeeded,
    gaveUp(work) {
      const error = failing.get(work);
      if (!error) return;
      failed("bookkeeping", error);
      succeeded(work);
    },
    troubles() {
      const [error] = failing.values();
      return error ? [`the store is away: ${error.message}`] : [];
    },
    outage() {
      if (awaySince === undefined || clock.now() - awaySince < outageAfterMs) return undefined;
      const seconds = Math.ceil((clock.now() - awaySince) / 1_000);
      const [cause] = failing.values();
      const retryAfterSeconds = Math.min(longestRetryAfter, seconds);
      return new Unavailable(`the store is away: ${cause?.message}`, { cause, retryAfterSeconds });
    },
  };
}

/** Takes out an entry that nobody ever put in: a commit like any other, which changes nothing. */
const nothing: Change = {
  processed: [],
  documents: [],
  outbox: [],
  cancelled: [],
  timers: [],
  settled: [idOf("an entry that is never there")],
};
