/** Something that only observes has failed. */
export interface ObserverFailure {
  /** "metrics", "log", … */
  readonly observer: string;
  readonly error: unknown;
  /** How often it has failed by now, this time included. */
  readonly times: number;
}

/**
 * A callback that only observes, made unable to fail what it observes: what it throws, or rejects with, goes to `failed` and no
 * further. What `failed` throws goes nowhere: whoever reports failures may be what is broken.
 *
 * @param failed told of every failure. Default: the first is written to standard error
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
      // There is nobody left to tell.
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

/** Once, and not for every message: an observer that has failed will mostly fail again. */
export function firstToStandardError({ error, observer, times }: ObserverFailure): void {
  if (times === 1)
    console.error(`${observer} failed, and is called again for the next; handling goes on:`, error);
}
