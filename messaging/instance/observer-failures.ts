/** The failure of an observer, such as metrics or a log. */
export interface ObserverFailure {
  /** "metrics", "log", … */
  readonly observer: string;
  readonly error: unknown;
  /** How often this observer has failed, this time included. */
  readonly times: number;
}

/**
 * Wraps an observer so that it cannot break what it observes: its errors and rejections go to `failed`, and
 * no further. Errors of `failed` are dropped: the error reporting itself may be what is broken.
 *
 * @param failed called for every failure; by default, the first failure is written to standard error
 */
export function harmless<Args extends readonly unknown[]>(
  observer: string,
  observe: (...args: Args) => unknown,
  failed: (failure: ObserverFailure) => void = firstToStandardError,
): (...args: Args) => void {
  let times = 0;
  const fail = (error: unknown): void => {
    times += 1;
    try {
      failed({ observer, error, times });
    } catch {
      // There is nowhere left to report it.
    }
  };
  return (...args) => {
    try {
      const result = observe(...args);
      if (result instanceof Promise) result.catch(fail);
    } catch (error) {
      fail(error);
    }
  };
}

/** Writes the first failure only: an observer that failed once usually fails for every message. */
function firstToStandardError({ error, observer, times }: ObserverFailure): void {
  if (times === 1)
    console.error(`${observer} failed, and is called again for the next; handling goes on:`, error);
}
