import type { Message } from "./message.ts";
import { callLeaseMs, eventLeaseMs } from "./policies/leases.ts";

interface Entry {
  readonly id: string;
  /** Failed attempts so far. */
  readonly attempts: number;
  /** Milliseconds since 1970. */
  readonly leasedUntil: number;
}

/**
 * The events of one commit, to be published in this order. One entry per commit: one per event cost 40 % of
 * MongoDB's CPU time.
 */
export interface EventsEntry extends Entry {
  readonly kind: "events";
  readonly messages: readonly Message[];
}

/** An outside call to make. */
export interface CallEntry extends Entry {
  readonly kind: "call";
  readonly name: string;
  /** The idempotency key: the same for every attempt. */
  readonly key: string;
  readonly request: unknown;
  readonly cause: Message;
}

export type OutboxEntry = EventsEntry | CallEntry;

/** All events of a batch as one entry, under the id of the first; no entry if there are no events. */
export function eventsEntry(events: readonly Message[], now: number): readonly EventsEntry[] {
  const [first] = events;
  if (!first) return [];
  return [{ kind: "events", id: first.id, attempts: 0, leasedUntil: now + eventLeaseMs, messages: events }];
}

/** An outside call, as a reaction asks for it. */
export interface NewCall {
  readonly name: string;
  readonly key: string;
  readonly request: unknown;
}

/** A call that a message caused, owned by the instance that commits it. */
export function callEntry(
  id: string,
  { key, name, request }: NewCall,
  cause: Message,
  now: number,
): CallEntry {
  return { kind: "call", id, attempts: 0, leasedUntil: now + callLeaseMs, name, key, request, cause };
}

/** The events in outbox entries. */
export const eventsIn = (outbox: readonly OutboxEntry[]): readonly Message[] =>
  outbox.flatMap((entry) => (entry.kind === "events" ? entry.messages : []));
