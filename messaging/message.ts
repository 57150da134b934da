import { v5 } from "uuid";
import type { EventType } from "#contracts/generated/events.ts";
import type { Instant } from "./instant.ts";

/** Whatever happens to a service: an event, a command, a timer that came due, the end of an outside call. */
export interface Message<Data = unknown> {
  /** The identity by which it is handled once. */
  readonly id: string;
  readonly type: EventType | (string & {});
  /** The service that says so, as a path: `/orders`. */
  readonly source: string;
  /** What it is about: an order id, as a rule. */
  readonly subject: string;
  readonly time: Instant;
  /** The same on everything that follows from one beginning; here, the order id. */
  readonly correlationId: string;
  /** The id of the message that caused this one; its own id where a story begins. */
  readonly causationId: string;
  /** The version of the document that this event came from. */
  readonly sequence: number;
  /** W3C Trace Context: one trace for everything that follows from one beginning. */
  readonly traceparent: string;
  readonly data: Data;
}

const namespace = "5b4c1f0e-7a52-4c37-9d0b-5c1a9f6e2d85";

/** The same id for the same text or bytes, always (UUID version 5): what makes a repeated command or fact recognisable. */
export const idOf = (text: string | Uint8Array): string => v5(text, namespace);

/**
 * The id of what a service does about a message: the same again when it reacts again. The service's name is part of it, since
 * two services that react to one event must not say two things under one id.
 */
export const idCausedBy = (cause: Message, service: string, ordinal: number): string =>
  v5(`${service}/${ordinal}`, cause.id);

type Beginning<Data> = Pick<Message<Data>, "id" | "type" | "source" | "subject" | "time" | "data">;

/** A message that nobody caused: an HTTP command, a webhook. Its id becomes the trace, unless the caller brings one. */
export function beginning<Data>(of: Beginning<Data>, traceparent?: string): Message<Data> {
  return {
    ...of,
    correlationId: of.subject,
    causationId: of.id,
    sequence: 0,
    traceparent: traceOf(traceparent ?? `00-${of.id.replaceAll("-", "")}-0000000000000000-01`, of.id),
  };
}

/** A message that another one caused. */
export function causedBy<Data>(cause: Message, of: Beginning<Data> & { sequence: number }): Message<Data> {
  return {
    ...of,
    correlationId: cause.correlationId,
    causationId: cause.id,
    traceparent: traceOf(cause.traceparent, of.id),
  };
}

/** Keeps the trace and takes the span id from the message id, so that a rerun is the same span. */
const traceOf = (traceparent: string, id: string): string =>
  `${traceparent.slice(0, 36)}${id.replaceAll("-", "").slice(-16)}${traceparent.slice(52)}`;
