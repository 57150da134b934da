import type { VirtualClock } from "#messaging/memory/clock.ts";

/** Awaits a promise, and advances virtual time until it settles. */
export type VirtualAwait = <Result>(pending: Promise<Result>) => Promise<Result>;

/** Several callers may wait at once: the clock runs until every promise has settled. */
export function createVirtualAwait(clock: VirtualClock): VirtualAwait {
  let waiting = 0;
  let running: Promise<void> | undefined;

  const run = async (): Promise<void> => {
    try {
      await clock.runUntil(() => waiting === 0);
    } finally {
      running = undefined;
    }
  };

  return async (pending) => {
    let isSettled = false;
    waiting += 1;
    const settled = pending.finally(() => {
      isSettled = true;
      waiting -= 1;
    });
    // The caller attaches its handler only after the clock stops; without this one, an earlier rejection is unhandled.
    settled.catch(() => {});
    while (!isSettled) {
      running ??= run();
      await running;
    }
    return settled;
  };
}
