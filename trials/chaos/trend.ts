/** How something went up or down over time. */
export interface Course {
  /** The mean over the second half. */
  readonly mean: number;
  /** By how much it grew in an hour, by the line of least squares through the second half. */
  readonly perHour: number;
  readonly flat: boolean;
}

export interface Point {
  readonly atMs: number;
  readonly value: number;
}

/** The share of the mean that may come on top over the second half. */
const share = 0.1;

/**
 * Whether something stays as it is. The first half is for warming up. Through the second half goes the line of least squares: it is
 * flat when what it gains over that half, less twice its standard error, is no more than a tenth of the mean, or than `little`.
 *
 * @param little what is too little to speak of
 */
export function courseOf(points: readonly Point[], little: number): Course {
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
  return { mean, perHour: slope * 3_600_000, flat: gained <= Math.max(share * mean, little) };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const average = (numbers: readonly number[]): number => sum(numbers) / numbers.length;
