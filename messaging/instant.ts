/**
 * A point in time as ISO 8601 text in UTC with milliseconds (`2026-01-02T03:04:05.678Z`).
 * It is valid JSON, and comparing two of them as text sorts them by time.
 */
export type Instant = string;

/** The instant at `ms` milliseconds since 1970-01-01T00:00:00Z. */
export const instant = (ms: number): Instant => new Date(ms).toISOString();

/** The milliseconds since 1970-01-01T00:00:00Z of an instant. */
export const milliseconds = (at: Instant): number => Date.parse(at);

/** The instant `ms` milliseconds after another. */
export const after = (at: Instant, ms: number): Instant => instant(milliseconds(at) + ms);

/** The bounds of every instant, in milliseconds since 1970: the years 2000 to 2099, as in the contracts. */
const [first, last] = [Date.UTC(2000, 0, 1), Date.UTC(2100, 0, 1) - 1];

/**
 * The milliseconds since 1970 of a valid instant within the years that the contracts allow.
 *
 * @throws RangeError naming `what` if it is not
 */
export function momentOf(at: Instant, what: string): number {
  const ms = milliseconds(at);
  if (ms >= first && ms <= last) return ms;
  throw new RangeError(`${what} is ${at}: an instant is a moment between 2000-01-01 and 2099-12-31, in UTC`);
}
