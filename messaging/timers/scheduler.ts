import { backoff } from "../backoff.ts";
import type { Supervised } from "../instance/store-health.ts";
import type { OutboxCaller } from "../outbox/outbox-caller.ts";
import type { OutboxRelay } from "../outbox/outbox-relay.ts";
import { claimLeaseMs, eventLeaseMs } from "../policies/leases.ts";
import type { Claim } from "../store.ts";
import type { Timer } from "../timer.ts";
import { createWakeUp } from "./wake-up.ts";

export interface SchedulerOptions extends Supervised {
  readonly relay: Pick<OutboxRelay, "take" | "wantsMore">;
  readonly caller: Pick<OutboxCaller, "take" | "onPostponed">;
  /** Takes a timer that came due. */
  readonly fire: (timer: Timer) => void;
}

/** The most timers or calls per claim. */
const limit = 200;
/** The most entries of events per claim: each may hold hundreds of events. */
const eventsLimit = 10;
/** The longest wait between two attempts while the store is away, in milliseconds. */
const awayMs = 1_000;

/**
 * Claims three things when they are due: timers, calls to retry, and entries that a crashed instance left in
 * the outbox. Several instances share the work by lease. The waiting state is in the store, not in the
 * broker. A timer may come due twice, or just when it is cancelled: `inbox/deduplicate-and-react.ts` skips the second
 * message, and reactions check their document (`reaction.ts`, `cancelTimers`).
 */
export function createScheduler(options: SchedulerOptions) {
  const { store, clock, random, report, fire, relay, caller, health, signal } = options;
  const callsDue = new Set<number>();
  let sweepAt = clock.now();
  let outages = 0;
  const wakeUp = createWakeUp(clock, signal, claimDue);

  async function claimDue(): Promise<void> {
    try {
      while (wakeUp.takeRequest() && !signal.aborted) {
        await claimTimers();
        if (Math.min(sweepAt, ...callsDue) <= clock.now()) await sweep();
      }
      const nextTimerAt = await store.nextTimerAt();
      // If the time of day was set back, `sweepAt` is minutes away.
      sweepAt = Math.min(sweepAt, clock.now() + eventLeaseMs);
      wakeUp.at(Math.min(nextTimerAt ?? sweepAt, sweepAt, ...callsDue));
      outages = 0;
      health.succeeded("scheduler");
    } catch (error) {
      outages += 1;
      health.failed("scheduler", error);
      wakeUp.at(clock.now() + backoff(outages, random(), 100, awayMs));
    }
  }

  const claim = (): Claim => ({ now: clock.now(), limit, leaseMs: claimLeaseMs });

  async function claimTimers(): Promise<void> {
    const timers = await store.claimTimers(claim());
    for (const timer of timers) fired(timer);
  }

  /** Claims entries whose lease has expired. Skips events while the relay could not publish them anyway. */
  async function sweep(): Promise<void> {
    const { now } = claim();
    const calls = await store.claimCalls(claim());
    caller.take(calls);
    const events = relay.wantsMore() ? await store.claimEvents({ ...claim(), limit: eventsLimit }) : [];
    relay.take(events.map((entry) => ({ ...entry, attempts: entry.attempts + 1 })));
    // There may be more, so the sweep stays due.
    if (calls.length === limit || events.length === eventsLimit) return;
    sweepAt = now + eventLeaseMs;
    for (const ms of callsDue) if (ms <= now) callsDue.delete(ms);
  }

  function fired(timer: Timer): void {
    report({ kind: "timer", message: timer.message, lateMs: Math.max(0, clock.now() - timer.dueAt) });
    fire(timer);
  }

  caller.onPostponed((until) => {
    callsDue.add(until);
    wakeUp.at(until);
  });
  return {
    /** Takes timers that were just committed: those already due fire at once, without a claim. */
    take(timers: readonly Timer[]): void {
      for (const timer of timers) {
        if (timer.leasedUntil > timer.dueAt) fired(timer);
        else wakeUp.at(timer.dueAt);
      }
    },
    /** Starts with everything that is due now. */
    start: wakeUp.now,
  };
}
