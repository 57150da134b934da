/** The time that the provider runs on: real, or virtual in tests. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /**
   * Runs `callback` once, when `now()` reaches `ms`; soon if `ms` has passed, but never before this call
   * returns. The returned function cancels the callback.
   */
  at(ms: number, callback: () => void): () => void;
}

/** A time as ISO 8601 text in UTC: `2026-01-02T03:04:05.678Z`. */
export type Instant = string;

/** The current time of a clock. */
export const instantOf = (clock: Clock): Instant => new Date(clock.now()).toISOString();

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

/** The pauses of each signal: one listener for all of them, since there may be thousands. */
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
