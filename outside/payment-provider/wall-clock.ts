import type { Clock } from "#messaging/clock.ts";

/** Real time. A callback may come a millisecond early, which nothing here minds. */
export const wallClock: Clock = {
  now: () => Date.now(),
  at(ms, callback) {
    const timeout = setTimeout(callback, Math.max(0, ms - Date.now()));
    return () => clearTimeout(timeout);
  },
};
