/** The port to time. All waiting in the chassis goes through it, so that tests can use a virtual clock. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /**
   * Runs `callback` once, when `now()` reaches `ms`. If `ms` has passed, runs it soon, but never before this
   * call returns. Callbacks run in order of their times; callbacks for the same time run in order of the
   * calls. The returned function cancels the callback. Cancelling twice, or too late, has no effect.
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
