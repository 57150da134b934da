import type { ServiceName } from "#contracts/generated/events.ts";
import { parkedExchange, queuesOf, retryExchangeOf } from "#contracts/topology.ts";
import type { Headers, Publication } from "./broker.ts";
import type { ParkReason } from "./errors.ts";
import { type Instant, instant } from "./instant.ts";

/** A message as it travels, with what earlier attempts wrote beside it. */
export interface Attempted {
  readonly messageId: string;
  readonly body: Uint8Array;
  readonly headers: Headers;
}

/** Which attempt this is: 1 for the first. Only our own header counts; `x-death` differs between broker versions. */
export function attemptOf(headers: Headers): number {
  const attempt = Number(headers["x-attempt"] ?? 1);
  return Number.isSafeInteger(attempt) && attempt > 0 ? attempt : 1;
}

/**
 * Where a message goes that failed: to the next retry tier, or, after the last, to the parked queue. The copy is published and
 * confirmed before the original is acknowledged, so it can be there twice, but never not at all.
 */
export function afterFailure(
  service: ServiceName,
  failed: Attempted,
  error: Error,
  nowMs: number,
): Publication & { tier?: string } {
  const attempt = attemptOf(failed.headers);
  const tier = queuesOf(service).retry[attempt - 1];
  if (!tier) return parking(service, failed, "retries-exhausted", error, nowMs);
  return {
    exchange: retryExchangeOf(service),
    routingKey: tier.routingKey,
    messageId: failed.messageId,
    body: failed.body,
    headers: {
      "x-attempt": attempt + 1,
      "x-first-seen": firstSeen(failed.headers, nowMs),
      ...redriven(failed.headers),
      ...failure(error),
    },
    tier: tier.routingKey,
  };
}

/** Puts a message aside for a person, with everything that person needs to know. */
export function parking(
  service: ServiceName,
  failed: Attempted,
  reason: ParkReason,
  error: Error,
  nowMs: number,
): Publication {
  return {
    exchange: parkedExchange,
    routingKey: service,
    messageId: failed.messageId,
    body: failed.body,
    headers: {
      "x-service": service,
      "x-reason": reason,
      "x-attempt": attemptOf(failed.headers),
      "x-first-seen": firstSeen(failed.headers, nowMs),
      "x-parked-at": instant(nowMs),
      ...redriven(failed.headers),
      ...failure(error),
    },
  };
}

function firstSeen(headers: Headers, nowMs: number): Instant {
  const seen = headers["x-first-seen"];
  return typeof seen === "string" ? seen.slice(0, 30) : instant(nowMs);
}

/** What is noted beside a message when a person redrives it: how often by now, and who, when and why the last time. */
export const redrivenHeaders = ["x-redriven", "x-redriven-by", "x-redriven-at", "x-redriven-why"] as const;

/** Who redrove it is still known when it has failed again. */
const redriven = (headers: Headers): Headers =>
  Object.fromEntries(
    redrivenHeaders.flatMap((name) => {
      const value = headers[name];
      return value === undefined ? [] : [[name, typeof value === "string" ? value.slice(0, 300) : value]];
    }),
  );

/** As much as a person reads. What a small frame cannot carry of it, the adapter cuts further. */
const failure = (error: Error): Headers => ({
  "x-error": error.message.slice(0, 1_000),
  "x-error-stack": String(error.stack ?? "").slice(0, 4_000),
});
