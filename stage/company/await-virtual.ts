import type { VirtualClock } from "#messaging/memory/clock.ts";

/** Awaits an answer, and lets virtual time pass until it is there. */
export type VirtualAwait = <Answer>(answer: Promise<Answer>) => Promise<Answer>;

/** Several may wait at once: the clock runs for all of them, until each has its answer. */
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

  return async (answer) => {
    let isThere = false;
    waiting += 1;
    const settled = answer.finally(() => {
      isThere = true;
      waiting -= 1;
    });
    // Whoever listens only when the clock stands still would be too late for a rejection.
    settled.catch(() => {});
    while (!isThere) {
      running ??= run();
      await running;
    }
    return settled;
  };
}
