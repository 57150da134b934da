import type { Headers } from "../broker.ts";
import { type Instant, instant } from "../instant.ts";

/** A message as it travels, with the headers that earlier attempts wrote. */
export interface Attempted {
  readonly messageId: string;
  readonly body: Uint8Array;
  readonly headers: Headers;
}

/**
 * Which attempt this is: 1 for the first. Only our own header counts; `x-death` differs between broker
 * versions.
 */
export function attemptOf(headers: Headers): number {
  const attempt = Number(headers["x-attempt"] ?? 1);
  return Number.isSafeInteger(attempt) && attempt > 0 ? attempt : 1;
}

/** What a failed message carries to its next attempt, or to the parked queue. */
export const failureHeaders = ({ headers }: Attempted, error: Error, nowMs: number): Headers => ({
  "x-first-seen": firstSeen(headers, nowMs),
  ...redriven(headers),
  ...failure(error),
});

function firstSeen(headers: Headers, nowMs: number): Instant {
  const seen = headers["x-first-seen"];
  return typeof seen === "string" ? seen.slice(0, 30) : instant(nowMs);
}

/** Written when a person redrives a message: how often so far, and who, when and why the last time. */
export const redrivenHeaders = ["x-redriven", "x-redriven-by", "x-redriven-at", "x-redriven-why"] as const;

/** A redriven message that fails again keeps the record of who redrove it. */
const redriven = (headers: Headers): Headers =>
  Object.fromEntries(
    redrivenHeaders.flatMap((name) => {
      const value = headers[name];
      return value === undefined ? [] : [[name, typeof value === "string" ? value.slice(0, 300) : value]];
    }),
  );

/** As much as a person reads. The adapter cuts further what does not fit into a frame. */
const failure = (error: Error): Headers => ({
  "x-error": error.message.slice(0, 1_000),
  "x-error-stack": String(error.stack ?? "").slice(0, 4_000),
});
