import { invariant } from "./invariant.ts";

/**
 * The wait before the next attempt, in milliseconds: exponential backoff from `firstMs` to `mostMs`, with
 * jitter over the upper half, so that many instances do not retry at the same moment.
 *
 * @param attempt 1 for the first wait
 * @param random a number from 0 to 1, 1 excluded
 */
export function backoff(attempt: number, random: number, firstMs = 100, mostMs = 5_000): number {
  invariant(
    attempt >= 1 && random >= 0 && random < 1,
    `no wait for attempt ${attempt} with chance ${random}`,
  );
  const whole = Math.min(mostMs, firstMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(whole / 2 + (whole / 2) * random);
}
