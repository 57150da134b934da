/** How a measured value changes over time. */
export interface Trend {
  /** The mean over the second half. */
  readonly mean: number;
  /** Growth per hour, by linear regression over the second half. */
  readonly perHour: number;
  readonly flat: boolean;
}

export interface Point {
  readonly atMs: number;
  readonly value: number;
}

/** The growth over the second half that still counts as flat, as a share of the mean. */
const share = 0.1;

/**
 * Decides whether a value stays flat. The first half is warm-up; a linear regression covers the second half. The value is flat
 * if its growth over that half, less twice the standard error, is at most a tenth of the mean, or at most `negligible`.
 *
 * @param negligible growth that never counts
 */
export function trendOf(points: readonly Point[], negligible: number): Trend {
  const half = points.slice(Math.floor(points.length / 2));
  const mean = average(half.map(({ value }) => value));
  const middle = average(half.map(({ atMs }) => atMs));
  const spread = sum(half.map(({ atMs }) => (atMs - middle) ** 2));
  if (half.length < 3 || spread === 0) return { mean, perHour: 0, flat: true };
  const slope = sum(half.map(({ atMs, value }) => (atMs - middle) * (value - mean))) / spread;
  const off = sum(half.map(({ atMs, value }) => (value - mean - slope * (atMs - middle)) ** 2));
  const error = Math.sqrt(off / (half.length - 2) / spread);
  const lasts = (half.at(-1)?.atMs ?? 0) - (half[0]?.atMs ?? 0);
  const gained = Math.max(0, slope - 2 * error) * lasts;
  return { mean, perHour: slope * 3_600_000, flat: gained <= Math.max(share * mean, negligible) };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const average = (numbers: readonly number[]): number => sum(numbers) / numbers.length;
