import type { FeedMessage } from "./feed-message.ts";

/** The time of a server, as its messages tell it: the clock of this machine can be another. */
export interface ServerClock {
  /** Takes the time of a message that has just come. */
  hear(message: Pick<FeedMessage, "now" | "company">): void;
  /** The time at which the present is shown, in milliseconds since 1970. */
  now(): number;
}

/**
 * How much later than it happens the present is shown, in milliseconds: what happens comes in messages a tenth of a second apart, and a
 * clock that did not wait for them would have to go back for each.
 */
export const showsAfterMs = 300;

/** @param elapsed milliseconds of real time since any moment */
export function createServerClock(elapsed: () => number): ServerClock {
  let ahead = Number.NEGATIVE_INFINITY;
  return {
    hear({ company, now }) {
      const offset = now - elapsed();
      // The message that came the fastest tells it best; a new connection begins anew.
      ahead = company === undefined ? Math.max(ahead, offset) : offset;
    },
    now: () => elapsed() + ahead - showsAfterMs,
  };
}
