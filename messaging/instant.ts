/**
 * A moment as ISO 8601 text in UTC with milliseconds (`2026-01-02T03:04:05.678Z`).
 * It is JSON as it stands, and comparing two of them as text compares them in time.
 */
export type Instant = string;

/** The instant at `ms` milliseconds since 1970-01-01T00:00:00Z. */
export const instant = (ms: number): Instant => new Date(ms).toISOString();

/** The milliseconds since 1970-01-01T00:00:00Z of an instant. */
export const milliseconds = (at: Instant): number => Date.parse(at);

/** The instant `ms` milliseconds after another. */
export const after = (at: Instant, ms: number): Instant => instant(milliseconds(at) + ms);
