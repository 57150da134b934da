/** Milliseconds for each doubling of a gap. */
const pace = 100;

/**
 * How long a gap of virtual time takes on the page at speed 1, in milliseconds. Messages are milliseconds apart and cooking takes
 * twenty minutes: on a logarithmic scale both can be watched. 5 ms take 0.14 s, 20 minutes take 1.9 s.
 */
export const watchedMs = (gapMs: number): number => pace * Math.log2(1 + Math.max(0, gapMs) / 3);

/** The gap of virtual time that takes this long on the page: the inverse of `watchedMs`. */
export const gapMs = (watched: number): number => 3 * (2 ** (Math.max(0, watched) / pace) - 1);

/**
 * The virtual time that is reached, if nothing happens meanwhile.
 *
 * @param since when something happened last
 * @param from the virtual time now
 * @param elapsedMs how long the page has been watched since then, times the speed
 */
export const reached = (since: number, from: number, elapsedMs: number): number =>
  since + gapMs(watchedMs(from - since) + elapsedMs);
