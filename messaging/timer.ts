import { type Instant, momentOf } from "./instant.ts";
import { causedBy, type Message } from "./message.ts";
import { eventLeaseMs } from "./policies/leases.ts";

/**
 * A message that comes due at a set time. It has the id of its message: a timer that fires twice is one
 * message.
 */
export interface Timer {
  readonly id: string;
  /**
   * What `cancelTimers` cancels it by. It may already be on its way: a reaction therefore looks at its document first.
   */
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly dueAt: number;
  /** Milliseconds since 1970. Equal to `dueAt` while no instance owns the timer. */
  readonly leasedUntil: number;
  readonly message: Message;
}

/** A timer, as a reaction asks for it. */
export interface NewTimer {
  readonly type: string;
  readonly name: string;
  readonly subject: string;
  readonly at: Instant;
  readonly data: unknown;
}

/**
 * A timer as a message of its service to itself. One that is already due belongs to the instance that commits
 * it.
 */
export function timerOf(
  { at, data, name, subject, type }: NewTimer,
  cause: Message,
  own: { readonly id: string; readonly source: string },
  now: number,
): Timer {
  const dueAt = momentOf(at, `the timer ${name}`);
  const message = causedBy(cause, { ...own, type, subject, time: at, sequence: 0, data });
  return { id: own.id, name, dueAt, leasedUntil: dueAt <= now ? now + eventLeaseMs : dueAt, message };
}
