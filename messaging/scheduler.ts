import type { Clock } from "./clock.ts";
import { Unavailable } from "./errors.ts";
import type { UnsignedHop } from "./hops.ts";
import type { CallEntry, Claim, EventEntry, Store, Timer } from "./store.ts";

export interface SchedulerOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly report: (hop: UnsignedHop) => void;
  readonly fire: (timer: Timer) => void;
  readonly relay: { take(entries: readonly EventEntry[]): void; isIdle(): boolean };
  readonly caller: { take(entries: readonly CallEntry[]): void };
  /** How often to look for what other instances left behind, in milliseconds. */
  readonly sweepEveryMs: number;
  /** How long a claim lasts, in milliseconds. */
  readonly leaseMs: number;
  readonly signal: AbortSignal;
}

export interface Scheduler {
  /** Timers that were just committed: those that are due fire from memory, the earliest of the others is awaited. */
  take(timers: readonly Timer[]): void;
  /** Claims what is due now. */
  sweep(): void;
}

/**
 * Wakes up for three things: a timer that comes due, a call to be made again, and whatever an instance that crashed has left in
 * the outbox. Several instances share the work by lease. The broker keeps no waiting state for us: the store does.
 */
export function createScheduler(options: SchedulerOptions): Scheduler {
  const { store, clock, report, fire, relay, caller, sweepEveryMs, leaseMs, signal } = options;
  const limit = 200;
  let next: { readonly at: number; readonly cancel: () => void } | undefined;
  let sweeping = false;
  let again = false;

  function awake(at: number): void {
    if (signal.aborted || (next && next.at <= at)) return;
    next?.cancel();
    next = { at, cancel: clock.at(at, sweep) };
  }

  function sweep(): void {
    again = true;
    if (sweeping || signal.aborted) return;
    next?.cancel();
    next = undefined;
    sweeping = true;
    void claimAll().finally(() => {
      sweeping = false;
    });
  }

  async function claimAll(): Promise<void> {
    let wakeAt = clock.now() + sweepEveryMs;
    try {
      while (again && !signal.aborted) {
        again = false;
        await claimOnce();
      }
      wakeAt = Math.min(wakeAt, (await store.nextTimerAt()) ?? wakeAt);
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      report({ kind: "waiting", for: "store", why: error.message });
    }
    awake(wakeAt);
  }

  async function claimOnce(): Promise<void> {
    const claim: Claim = { now: clock.now(), limit, leaseMs };
    const timers = await store.claimTimers(claim);
    for (const timer of timers) fireLate(timer);
    const calls = await store.claimCalls(claim);
    caller.take(calls);
    const events = relay.isIdle() ? await store.claimEvents(claim) : [];
    relay.take(events.map((entry) => ({ ...entry, attempts: entry.attempts + 1 })));
    if ([timers, calls, events].some(({ length }) => length === limit)) again = true;
  }

  function fireLate(timer: Timer): void {
    report({ kind: "timer", message: timer.message, lateMs: Math.max(0, clock.now() - timer.dueAt) });
    fire(timer);
  }

  signal.addEventListener("abort", () => next?.cancel(), { once: true });
  return {
    take(timers) {
      for (const timer of timers) {
        if (timer.leasedUntil > timer.dueAt) fireLate(timer);
        else awake(timer.dueAt);
      }
    },
    sweep,
  };
}
