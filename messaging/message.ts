import { v5 } from "uuid";
import type { EventType } from "./events.ts";
import type { Instant } from "./instant.ts";

/**
 * Anything that happens to a service: an event, a command, a timer that came due, the end of an outside call.
 */
export interface Message<Data = unknown> {
  /** The deduplication key: a message with this id is handled once. */
  readonly id: string;
  readonly type: EventType | (string & {});
  /** The producer, as a path: `/signups`. */
  readonly source: string;
  /** What it is about, such as the id of a customer. */
  readonly subject: string;
  readonly time: Instant;
  /** Shared by all messages that follow from one root message, such as the id of a customer. */
  readonly correlationId: string;
  /** The id of the message that caused this one; a root message has its own id here. */
  readonly causationId: string;
  /** The version of the document that this event came from. */
  readonly sequence: number;
  /** W3C Trace Context: one trace for all messages that follow from one root message. */
  readonly traceparent: string;
  readonly data: Data;
}

const namespace = "5b4c1f0e-7a52-4c37-9d0b-5c1a9f6e2d85";

/** A deterministic id (UUID version 5): a repeated command or fact gets the same id again. */
export const idOf = (text: string | Uint8Array): string => v5(text, namespace);

/**
 * The id of an effect that a message causes: the same each time the service reacts to it. It includes the
 * service's name, since two services that react to one event must not publish different messages under one
 * id.
 */
export const idCausedBy = (cause: Message, service: string, ordinal: number): string =>
  v5(`${service}/${ordinal}`, cause.id);

type Beginning<Data> = Pick<Message<Data>, "id" | "type" | "source" | "subject" | "time" | "data">;

/**
 * A root message: an HTTP command, a webhook. Its id becomes the trace id, unless the caller sends a trace.
 */
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

/** Keeps the trace id and derives the span id from the message id, so that a rerun has the same span. */
const traceOf = (traceparent: string, id: string): string =>
  `${traceparent.slice(0, 36)}${id.replaceAll("-", "").slice(-16)}${traceparent.slice(52)}`;
