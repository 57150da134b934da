import type { Publication } from "./broker.ts";

/** Why a message was parked, for counting and filtering. */
export const parkReasons = [
  "invalid-json",
  "invalid-envelope",
  "wrong-sender",
  "unknown-type",
  "unknown-version",
  "schema-violation",
  "too-large",
  "unprocessable",
  "not-storable",
  "retries-exhausted",
  "kills-its-consumer",
] as const;

export type ParkReason = (typeof parkReasons)[number];

/**
 * The message can never succeed, so it is parked at once (`settlement/retry-or-park.ts`). A reaction may throw
 * this.
 */
export class Unprocessable extends Error {
  override readonly name = "Unprocessable";
  readonly reason: ParkReason;
  constructor(message: string, reason: ParkReason = "unprocessable", options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** Another fact must come first: the message fails now, and may succeed on a retry. */
export class NotYet extends Error {
  override readonly name = "NotYet";
}

/** An outside call failed, and the other side said when to retry: the call is not made again earlier. */
export class TryLater extends Error {
  override readonly name = "TryLater";
  /** Milliseconds from now. The caller waits at most five minutes, even if the other side asks for more. */
  readonly afterMs: number;
  constructor(message: string, afterMs: number, options?: ErrorOptions) {
    super(message, options);
    this.afterMs = afterMs;
  }
}

/** The store or the broker is away. No message is at fault: wait, then retry. */
export class Unavailable extends Error {
  override readonly name = "Unavailable";
  /** A hint for clients: when to retry, in seconds. */
  readonly retryAfterSeconds: number;
  constructor(message: string, options: ErrorOptions & { readonly retryAfterSeconds?: number } = {}) {
    super(message, options);
    this.retryAfterSeconds = options.retryAfterSeconds ?? 1;
  }
}

/**
 * Another instance saved a document, or handled a message, after this one loaded it: load and react again.
 */
export class Conflict extends Error {
  override readonly name = "Conflict";
}

/** The store will never take this change, because of what is in it (too large, not encodable). */
export class Unstorable extends Error {
  override readonly name = "Unstorable";
}

/** A publication that was not confirmed, and why; with `unknown`, it may have arrived. */
export interface Unconfirmed {
  readonly publication: Publication;
  readonly why: "unroutable" | "refused" | "unknown";
}

/** Some publications were not confirmed. Publish them again: consumers deduplicate by message id. */
export class NotConfirmed extends Error {
  override readonly name = "NotConfirmed";
  readonly failed: readonly Unconfirmed[];
  constructor(failed: readonly Unconfirmed[]) {
    const first = failed[0];
    const example = first
      ? `, the first to ${first.publication.exchange} (${first.publication.routingKey}): ${first.why}`
      : "";
    super(
      `${failed.length === 1 ? "1 publication was" : `${failed.length} publications were`} not confirmed${example}`,
    );
    this.failed = failed;
  }
}

/**
 * A thrown value as an error whose message is a string. Never throws, though a reaction may throw anything.
 */
export function errorOf(thrown: unknown): Error {
  try {
    if (!(thrown instanceof Error)) return new Error(String(thrown));
    return typeof thrown.message === "string" ? thrown : new Error(String(thrown.message), { cause: thrown });
  } catch {
    return new Error("what was thrown is no error, and cannot be written as text");
  }
}
