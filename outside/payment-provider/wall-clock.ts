import type { Clock } from "./clock.ts";

/** The real time. A callback may run a millisecond early, which does no harm here. */
export const wallClock: Clock = {
  now: () => Date.now(),
  at(ms, callback) {
    const timeout = setTimeout(callback, Math.max(0, ms - Date.now()));
    return () => clearTimeout(timeout);
  },
};
