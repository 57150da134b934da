import { createHash } from "node:crypto";
import type { ServiceName } from "#contracts/generated/events.ts";
import type { Publication } from "#messaging/broker.ts";
import { type ParkReason, parkReasons } from "#messaging/errors.ts";
import type { Instant } from "#messaging/instant.ts";
import { attemptOf } from "#messaging/settlement/failure-headers.ts";
import { maxBodyBytes } from "#messaging/wire/envelope.ts";

/** The port to the parked messages, for the engineer on call. */
export interface ParkedMessages {
  /** All messages that a service has parked, oldest first. They stay parked. */
  list(service: ServiceName): Promise<readonly ParkedMessage[]>;
  /**
   * Sends a message back to the service that parked it, at its first attempt: publishes a copy, waits for the
   * confirmation, and only then removes the original. False if the message is no longer parked.
   *
   * @throws NotRedriven if the copy cannot be routed, or must not be made: the message stays parked
   */
  redrive(parked: ParkedMessage, note: Note): Promise<boolean>;
  /** Deletes a message. False if it is no longer parked. */
  drop(parked: ParkedMessage, note: Note): Promise<boolean>;
  close(): Promise<void>;
}

/** Who acts on a parked message, when and why. */
export interface Note {
  readonly by: string;
  readonly at: Instant;
  readonly why: string | undefined;
}

/** The message was not redriven and stays parked; the error's message says why. */
export class NotRedriven extends Error {
  override readonly name = "NotRedriven";
}

/** A message as it is in a parked queue. */
export type RawMessage = Pick<Publication, "messageId" | "headers" | "body">;

/** A parked message, and what its headers and body say about it. */
export interface ParkedMessage extends RawMessage {
  readonly service: ServiceName;
  /**
   * The message's own id; if it has none that can be read, a digest that stays the same when it is parked
   * again.
   */
  readonly id: string;
  /** Stays the same until the message is parked again; differs between copies of a message. */
  readonly fingerprint: string;
  readonly reason: Reason;
  /** Undefined if the body cannot be read. */
  readonly type: string | undefined;
  readonly order: string | undefined;
  readonly attempts: number;
  /** How often the message was redriven. */
  readonly redriven: number;
  /** Undefined if RabbitMQ itself dead-lettered the message. */
  readonly firstSeen: Instant | undefined;
  readonly parkedAt: Instant | undefined;
}

/**
 * `delivery-limit`: RabbitMQ dead-lettered the message after a million redeliveries. The chassis parks poison
 * messages long before.
 */
export const reasons = [...parkReasons, "delivery-limit"] as const;

export type Reason = ParkReason | "delivery-limit";

/** Reads what the headers and the body of a raw message say. */
export function parkedBy(service: ServiceName, { messageId, headers, body }: RawMessage): ParkedMessage {
  const envelope = envelopeIn(body);
  const text = (name: string) => (typeof headers[name] === "string" ? headers[name] : undefined);
  return {
    service,
    id: messageId || textOf(envelope.id) || digest([service, headers["x-first-seen"]], body).slice(0, 12),
    // Leaves out the headers in which the broker counts: they differ each time.
    fingerprint: digest([service, messageId, ...stableHeaders.map((name) => headers[name])], body).slice(
      0,
      32,
    ),
    reason: reasons.find((one) => one === headers["x-reason"]) ?? "delivery-limit",
    type: textOf(envelope.type),
    order: textOf(envelope.correlationid) ?? textOf(envelope.subject),
    attempts: attemptOf(headers),
    redriven: Number(headers["x-redriven"] ?? 0),
    firstSeen: text("x-first-seen"),
    parkedAt: text("x-parked-at"),
    messageId,
    headers,
    body,
  };
}

const stableHeaders = ["x-reason", "x-attempt", "x-first-seen", "x-parked-at"] as const;

const digest = (beside: readonly unknown[], body: Uint8Array): string =>
  createHash("sha256").update(JSON.stringify(beside)).update(body).digest("hex");

function envelopeIn(body: Uint8Array): Readonly<Record<string, unknown>> {
  if (body.byteLength > maxBodyBytes) return {};
  try {
    const envelope: unknown = JSON.parse(new TextDecoder().decode(body));
    return typeof envelope === "object" && envelope !== null ? { ...envelope } : {};
  } catch {
    return {};
  }
}

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value.slice(0, 100) : undefined;

/** Describes the last redrive; undefined if there was none. */
export function redrivenBy({ headers, redriven }: ParkedMessage): string | undefined {
  if (redriven === 0) return undefined;
  const { "x-redriven-at": at = "?", "x-redriven-by": by = "?", "x-redriven-why": why } = headers;
  return `${redriven === 1 ? "once" : `${redriven} times, last`} by ${by} at ${at}${why === undefined ? "" : `: ${why}`}`;
}
