import { invariant } from "./invariant.ts";

/** The port to time. Everything in the chassis that waits, waits through it, so that a virtual clock can stand in. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /**
   * Runs `callback` once, when `now()` has reached `ms`; soon, if it already has, but never before this call returns.
   * Callbacks run in the order of their times, and in the order of the calls where times are equal.
   * The function that is returned cancels it; cancelling twice, or too late, does nothing.
   */
  at(ms: number, callback: () => void): () => void;
}

/** Resolves `ms` milliseconds from now, or at once when `signal` is aborted. Never rejects. */
export function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const asleep = asleepUntil(signal);
    const wake = () => {
      asleep.delete(wake);
      cancel();
      resolve();
    };
    const cancel = clock.at(clock.now() + ms, wake);
    asleep.add(wake);
  });
}

/** Whoever pauses, by signal: one listener for all of them, since thousands may. */
const sleepers = new WeakMap<AbortSignal, Set<() => void>>();

function asleepUntil(signal: AbortSignal): Set<() => void> {
  const known = sleepers.get(signal);
  if (known) return known;
  const asleep = new Set<() => void>();
  sleepers.set(signal, asleep);
  signal.addEventListener("abort", () => {
    for (const wake of asleep) wake();
  });
  return asleep;
}

/**
 * How long to wait before trying again, in milliseconds: doubles with each attempt from `firstMs` to `mostMs`, and is then spread
 * evenly over its upper half, so that many who wait for the same thing do not come back at the same time.
 *
 * @param attempt 1 for the first wait
 * @param random a number from 0 to 1, 1 excluded
 */
export function backoff(attempt: number, random: number, firstMs = 100, mostMs = 5_000): number {
  invariant(
    attempt >= 1 && random >= 0 && random < 1,
    `no wait for attempt ${attempt} with chance ${random}`,
  );
  const whole = Math.min(mostMs, firstMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(whole / 2 + (whole / 2) * random);
}
