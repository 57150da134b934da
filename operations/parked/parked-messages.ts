import { createHash } from "node:crypto";
import type { ServiceName } from "#contracts/generated/events.ts";
import { backToInbox, retryExchangeOf } from "#contracts/topology.ts";
import type { Publication } from "#messaging/broker.ts";
import { maxBodyBytes } from "#messaging/envelope.ts";
import { type ParkReason, parkReasons } from "#messaging/errors.ts";
import { attemptOf } from "#messaging/failure-headers.ts";
import type { Instant } from "#messaging/instant.ts";

/** The port to what services put aside: for the person on call. */
export interface ParkedMessages {
  /** All that a service has parked, the oldest first. It stays where it is. */
  look(service: ServiceName): Promise<readonly Parked[]>;
  /**
   * Hands a message back to the service that parked it, as if it came for the first time: a copy is published and confirmed, and
   * only then is the parked one taken away. False when it is not parked any more.
   *
   * @throws NotRedriven when the copy went nowhere, or must not be made: the message stays parked
   */
  redrive(parked: Parked, note: Note): Promise<boolean>;
  /** Takes a message away for good. False when it is not parked any more. */
  drop(parked: Parked, note: Note): Promise<boolean>;
  close(): Promise<void>;
}

/** Who does something about a parked message, when and why. */
export interface Note {
  readonly by: string;
  readonly at: Instant;
  readonly why: string | undefined;
}

/** The message stays parked, and why. */
export class NotRedriven extends Error {
  override readonly name = "NotRedriven";
}

/** A message as it lies in a parked queue. */
export type Lying = Pick<Publication, "messageId" | "headers" | "body">;

/** A message that a service put aside, and what is known about it. */
export interface Parked extends Lying {
  readonly service: ServiceName;
  /** The message's own id; where nobody could read one, a digest that stays the same when it is parked again. */
  readonly id: string;
  /** The same each time one looks, until it is parked anew; another for each copy of a message. */
  readonly fingerprint: string;
  readonly reason: Reason;
  /** Undefined where the body says nothing that can be read. */
  readonly type: string | undefined;
  readonly order: string | undefined;
  readonly attempts: number;
  /** How often it was redriven. */
  readonly redriven: number;
  /** Undefined where RabbitMQ parked it by itself. */
  readonly firstSeen: Instant | undefined;
  readonly parkedAt: Instant | undefined;
}

/** `delivery-limit`: RabbitMQ itself parked it, after it came back a million times. Services park sooner what their processes die of. */
export const reasons = [...parkReasons, "delivery-limit"] as const;

export type Reason = ParkReason | "delivery-limit";

/** What lies in the parked queue of a service, as a person wants to see it. */
export function parkedBy(service: ServiceName, { messageId, headers, body }: Lying): Parked {
  const said = envelopeIn(body);
  const text = (name: string) => (typeof headers[name] === "string" ? headers[name] : undefined);
  return {
    service,
    id: messageId || textOf(said.id) || digest([service, headers["x-first-seen"]], body).slice(0, 12),
    // Without the headers that a broker counts in: they differ each time.
    fingerprint: digest([service, messageId, ...lasting.map((name) => headers[name])], body).slice(0, 32),
    reason: reasons.find((one) => one === headers["x-reason"]) ?? "delivery-limit",
    type: textOf(said.type),
    order: textOf(said.correlationid) ?? textOf(said.subject),
    attempts: attemptOf(headers),
    redriven: Number(headers["x-redriven"] ?? 0),
    firstSeen: text("x-first-seen"),
    parkedAt: text("x-parked-at"),
    messageId,
    headers,
    body,
  };
}

/**
 * The copy that goes back to the service: at its first attempt again, with what is worth knowing if it is parked again.
 *
 * @throws NotRedriven when the broker contradicted what the body says: by this way, the service would believe it
 */
export function copyOf({ service, ...parked }: Parked, { at, by, why }: Note): Publication {
  if (parked.reason === "wrong-sender") {
    throw new NotRedriven(
      `${parked.id} may not be redriven: it says that it is from another than the broker says, and ${service} would believe it now; drop it, and let the real sender publish`,
    );
  }
  return {
    exchange: retryExchangeOf(service),
    routingKey: backToInbox,
    messageId: parked.messageId,
    body: parked.body,
    headers: {
      ...(parked.firstSeen === undefined ? {} : { "x-first-seen": parked.firstSeen }),
      "x-redriven": parked.redriven + 1,
      "x-redriven-by": by,
      "x-redriven-at": at,
      ...(why === undefined ? {} : { "x-redriven-why": why.slice(0, 300) }),
    },
  };
}

const lasting = ["x-reason", "x-attempt", "x-first-seen", "x-parked-at"] as const;

const digest = (beside: readonly unknown[], body: Uint8Array): string =>
  createHash("sha256").update(JSON.stringify(beside)).update(body).digest("hex");

function envelopeIn(body: Uint8Array): Readonly<Record<string, unknown>> {
  if (body.byteLength > maxBodyBytes) return {};
  try {
    const said: unknown = JSON.parse(new TextDecoder().decode(body));
    return typeof said === "object" && said !== null ? { ...said } : {};
  } catch {
    return {};
  }
}

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value.slice(0, 100) : undefined;

/** Who redrove a message the last time, in a sentence; undefined when nobody did. */
export function redrivenBy({ headers, redriven }: Parked): string | undefined {
  if (redriven === 0) return undefined;
  const { "x-redriven-at": at = "?", "x-redriven-by": by = "?", "x-redriven-why": why } = headers;
  return `${redriven === 1 ? "once" : `${redriven} times, the last time`} by ${by} at ${at}${why === undefined ? "" : `: ${why}`}`;
}
