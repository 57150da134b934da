import type { Events, EventType } from "./events.ts";
import type { Instant } from "./instant.ts";
import { idOf, type Message } from "./message.ts";
import type { NewCall } from "./outbox-entry.ts";
import type { Key, Refusal } from "./store.ts";
import type { NewTimer } from "./timer.ts";

/** The documents that a reaction reads, by names of its choice. */
export type Reads = Readonly<Record<string, Key>>;

type DocumentOf<K> = K extends Key<infer Document> ? Document : never;

/** The loaded documents; `undefined` if a document does not exist yet. */
export type Documents<R extends Reads> = { readonly [Name in keyof R]: DocumentOf<R[Name]> | undefined };

/** What a reaction wants done. All of it is committed, or nothing. */
export interface Effects<R extends Reads = Reads> {
  /** Documents to save; only documents that were read can be saved. */
  readonly save?: { readonly [Name in keyof R]?: DocumentOf<R[Name]> };
  /** Events to publish. */
  readonly publish?: readonly NewEvent[];
  /** Outside calls to make, at least once each, always with the same idempotency key. */
  readonly call?: readonly NewCall[];
  /** Timers to set. */
  readonly setTimers?: readonly NewTimer[];
  /** Timers to cancel, by name. A timer that is already firing may still arrive: let the document decide. */
  readonly cancelTimers?: readonly string[];
  /** The reply to the command. */
  readonly reply?: object;
}

export type Outcome<R extends Reads = Reads> =
  | Effects<R>
  | { readonly ignored: string }
  | { readonly notYet: string }
  | { readonly refused: Refusal };

/** There is nothing to do about this message, and that is correct; `why` says so. */
export const ignore = (why: string): { readonly ignored: string } => ({ ignored: why });

/**
 * Another fact must come first: the message goes through the retry tiers, and is parked if that fact never
 * comes.
 */
export const notYet = (why: string): { readonly notYet: string } => ({ notYet: why });

/** The command is refused for good: a repeated command gets the same answer. */
export const refuse = (code: string, detail: string, pointer?: string): { readonly refused: Refusal } => ({
  refused: { code, detail, ...(pointer === undefined ? {} : { pointer }) },
});

/**
 * What a service does about one type of message. Pure: the outcome depends on the arguments alone. It may
 * therefore run again at any time (after a conflict, a crash, a redelivery), with the same outcome.
 */
export interface Reaction {
  readonly type: string;
  reads(data: unknown, message: Message): Reads;
  react(documents: Documents<Reads>, message: Message, context: { readonly now: Instant }): Outcome;
}

interface ReactionOf<Data, R extends Reads> {
  /** The documents that the reaction needs, derived from the message. */
  reads(data: Data, message: Message<Data>): R;
  /** @throws Unprocessable for a message that can never succeed; after any other error it is retried */
  react(documents: Documents<R>, message: Message<Data>, context: { readonly now: Instant }): Outcome<R>;
}

/** Declares what a service does about an event of another service. */
export function reaction<T extends EventType, R extends Reads>(
  type: T,
  of: ReactionOf<Events[T], R>,
): Reaction;
/** Declares what a service does about one of its own messages: a command, a timer, the end of a call. */
export function reaction<Data, R extends Reads>(type: LocalType<Data>, of: ReactionOf<Data, R>): Reaction;
export function reaction(type: string | LocalType<unknown>, of: ReactionOf<unknown, Reads>): Reaction {
  return {
    type: typeof type === "string" ? type : type.type,
    reads: (data, message) => of.reads(data, message),
    react: (documents, message, context) => of.react(documents, message, context),
  };
}

declare const data: unique symbol;

/** A type of message that a service sends only to itself. */
export interface LocalType<Data> {
  readonly type: string;
  readonly [data]?: Data;
}

/** A type of command: a request to this service over HTTP. */
export const command = <Data>(type: string): LocalType<Data> => ({ type });

/** A type of timer. It comes due as a message of this service to itself, even after a restart. */
export interface TimerType<Data> extends LocalType<Data> {
  /** A timer about `subject` that comes due at `when`, or at once if `when` has passed. */
  at(when: Instant, subject: string, data: Data): NewTimer;
  /** The name to pass to `cancelTimers`. */
  nameFor(subject: string): string;
}

export const timer = <Data>(type: string): TimerType<Data> => ({
  type,
  at: (when, subject, data) => ({ type, name: `${type}/${subject}`, subject, at: when, data }),
  nameFor: (subject) => `${type}/${subject}`,
});

/** How an outside call ended, as a message of this service to itself. */
export interface EndType<Data> extends LocalType<Data> {
  /** What it is about, such as the id of a customer. */
  subject(data: Data): string;
  /** Equal for two messages that report the same fact: a response and a webhook are then handled once. */
  identity(data: Data): string;
}

export const end = <Data>(
  type: string,
  of: { subject(data: Data): string; identity(data: Data): string },
): EndType<Data> => ({ type, ...of });

/** The parts of a message that say how a call ended. */
export type Ended = Pick<Message, "id" | "type" | "subject" | "data">;

/** The id is derived from the content: a response and a webhook that report the same fact are one message. */
export const ended = <Data>(as: EndType<Data>, data: Data): Ended => ({
  id: idOf(`${as.type}/${as.identity(data)}`),
  type: as.type,
  subject: as.subject(data),
  data,
});

/** A type of outside call, made from the outbox after the commit. */
export interface CallType<Request, End> {
  readonly name: string;
  readonly endsAs: EndType<End>;
  /** A call to make; the other side deduplicates by `key`, the idempotency key. */
  with(key: string, request: Request): NewCall;
}

export const outsideCall = <Request, End>(name: string, endsAs: EndType<End>): CallType<Request, End> => ({
  name,
  endsAs,
  with: (key, request) => ({ name, key, request }),
});

export interface NewEvent {
  readonly type: EventType;
  readonly subject: string;
  readonly data: object;
}

/** An event of this service about `subject`; the compiler checks its data against the contract. */
export const event = <T extends EventType>(type: T, subject: string, data: Events[T]): NewEvent => ({
  type,
  subject,
  data,
});
