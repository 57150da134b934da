import { backoff } from "../backoff.ts";
import { pause } from "../clock.ts";
import { errorOf, Unavailable } from "../errors.ts";
import { idOf } from "../message.ts";
import { longestRetryAfter, outageAfterMs } from "../policies/outages.ts";
import type { Change } from "../store.ts";
import type { Instance } from "./instance.ts";

/**
 * The kinds of work that need the store. `bookkeeping` is not retried: the probe tests the store in its
 * place.
 */
export type StoreWork = "inbox" | "scheduler" | "bookkeeping";

/**
 * The single source of truth about whether the store answers, for readiness, the receiver and the
 * subscription.
 */
export interface StoreHealth {
  /** Reports that one kind of work failed. This holds until the same kind of work succeeds. */
  failed(work: StoreWork, error: unknown): void;
  succeeded(work: StoreWork): void;
  /** This kind of work no longer retries what failed: from now on the probe does. */
  gaveUp(work: StoreWork): void;
  /** Why the instance cannot work; empty while the store answers. */
  troubles(): readonly string[];
  /** The error for commands during an outage; undefined until the store has been away for 500 ms. */
  outage(): Unavailable | undefined;
  /** Sets the handlers; there are none before. */
  handle(handlers: OutageHandlers): void;
}

/** What the parts of an instance share that work with the store. */
export interface Supervised extends Instance {
  readonly health: StoreHealth;
}

/** What an instance does when the store goes away and comes back. */
export interface OutageHandlers {
  /** The store has been away for 500 ms. */
  onOutage(outage: Unavailable): void;
  /** The store has been away for `longAfterMs`. */
  onLongOutage(): void;
  /** The store answers again. */
  onBack(): void;
}

/**
 * Collects the errors of each kind of work. The store counts as away from the first `Unavailable` until every
 * kind of work that met one has succeeded: a successful read says nothing about commits. While it is away, a
 * probe makes empty commits, with backoff. An outage uses no attempt of a message: `inbox/commit-batch.ts` waits.
 */
export function createStoreHealth(instance: Instance, longAfterMs: number): StoreHealth {
  const { store, clock, random, report, signal } = instance;
  let handlers: OutageHandlers | undefined;
  const failing = new Map<StoreWork, Error>();
  let alarms: readonly (() => void)[] = [];
  let awaySince: number | undefined;
  let probing = false;

  const isAway = (): boolean => [...failing.values()].some((error) => error instanceof Unavailable);

  function update(): void {
    if (isAway() === (awaySince !== undefined)) return;
    for (const cancel of alarms) cancel();
    if (awaySince === undefined) {
      awaySince = clock.now();
      alarms = [
        clock.at(awaySince + outageAfterMs, () => {
          const away = outage();
          if (away) handlers?.onOutage(away);
        }),
        clock.at(awaySince + longAfterMs, () => handlers?.onLongOutage()),
      ];
    } else {
      awaySince = undefined;
      handlers?.onBack();
    }
  }

  function note(work: StoreWork, error: Error): void {
    const isOfOneMessage = work === "bookkeeping" && !(error instanceof Unavailable);
    if (signal.aborted || isOfOneMessage) return;
    failing.set(work, error);
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

  function outage(): Unavailable | undefined {
    if (awaySince === undefined || clock.now() - awaySince < outageAfterMs) return undefined;
    const seconds = Math.ceil((clock.now() - awaySince) / 1_000);
    const [cause] = failing.values();
    const retryAfterSeconds = Math.min(longestRetryAfter, seconds);
    return new Unavailable(`the store is away: ${cause?.message}`, { cause, retryAfterSeconds });
  }

  signal.addEventListener("abort", () => {
    for (const cancel of alarms) cancel();
  });
  return {
    failed(work, thrown) {
      const error = errorOf(thrown);
      note(work, error);
      report({ kind: "waiting", for: "store", why: error.message });
    },
    succeeded,
    gaveUp(work) {
      const error = failing.get(work);
      if (!error) return;
      note("bookkeeping", error);
      succeeded(work);
    },
    troubles() {
      const [error] = failing.values();
      return error ? [`the store is away: ${error.message}`] : [];
    },
    outage,
    handle(given) {
      handlers = given;
    },
  };
}

/** Settles an entry that never existed: a real commit that changes nothing. */
const nothing: Change = {
  processed: [],
  documents: [],
  outbox: [],
  cancelled: [],
  timers: [],
  settled: [idOf("an entry that is never there")],
};
