import type { Publication } from "./broker.ts";

/** Why a message was parked: it can be counted and filtered by. */
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

/** This message can never succeed, however often it is tried: it is parked at once. A reaction may throw it. */
export class Unprocessable extends Error {
  override readonly name = "Unprocessable";
  readonly reason: ParkReason;
  constructor(message: string, reason: ParkReason = "unprocessable", options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** Another fact must come first: the message fails now, and may succeed when it is tried again. */
export class NotYet extends Error {
  override readonly name = "NotYet";
}

/** The other side of an outside call says when to come back: the call failed, and is made again no sooner than that. */
export class TryLater extends Error {
  override readonly name = "TryLater";
  /** Milliseconds from now. The caller waits five minutes at most, whatever the other side asks for. */
  readonly afterMs: number;
  constructor(message: string, afterMs: number, options?: ErrorOptions) {
    super(message, options);
    this.afterMs = afterMs;
  }
}

/** The store or the broker is away. That is no message's fault: wait, and try the same again. */
export class Unavailable extends Error {
  override readonly name = "Unavailable";
  /** When a client may ask again: a hint, in seconds. */
  readonly retryAfterSeconds: number;
  constructor(message: string, options: ErrorOptions & { readonly retryAfterSeconds?: number } = {}) {
    super(message, options);
    this.retryAfterSeconds = options.retryAfterSeconds ?? 1;
  }
}

/** Another instance saved a document, or handled a message, after we had loaded it: load again, and react again. */
export class Conflict extends Error {
  override readonly name = "Conflict";
}

/** The store will never take this change, because of what is in it (too large, not encodable). */
export class Unstorable extends Error {
  override readonly name = "Unstorable";
}

/** What a publication came to when it was not confirmed; `unknown` may or may not have arrived. */
export interface Unconfirmed {
  readonly publication: Publication;
  readonly why: "unroutable" | "refused" | "unknown";
}

/** Some publications were not confirmed. They are to be published again: consumers deduplicate by message id. */
export class NotConfirmed extends Error {
  override readonly name = "NotConfirmed";
  readonly failed: readonly Unconfirmed[];
  constructor(failed: readonly Unconfirmed[]) {
    const first = failed[0];
    const example = first
      ? `, the first to ${first.publication.exchange} (${first.publication.routingKey}): ${first.why}`
      : "";
    super(`${failed.length} publications were not confirmed${example}`);
    this.failed = failed;
  }
}

/** Whatever was thrown, as an error whose message is a text. Never throws, and a reaction may throw anything. */
export function errorOf(thrown: unknown): Error {
  try {
    if (!(thrown instanceof Error)) return new Error(String(thrown));
    return typeof thrown.message === "string" ? thrown : new Error(String(thrown.message), { cause: thrown });
  } catch {
    return new Error("what was thrown is no error, and cannot be written as text");
  }
}
