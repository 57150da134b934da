import type { Events, EventType } from "#contracts/generated/events.ts";
import type { Instant } from "./instant.ts";
import { idOf, type Message } from "./message.ts";
import type { NewCall } from "./outbox.ts";
import type { Key, Refusal } from "./store.ts";
import type { NewTimer } from "./timers.ts";

/** The documents that a reaction reads, by the names it gives them. */
export type Reads = Readonly<Record<string, Key>>;

type DocumentOf<K> = K extends Key<infer Document> ? Document : never;

/** The documents as loaded; `undefined` where there is none yet. */
export type Documents<R extends Reads> = { readonly [Name in keyof R]: DocumentOf<R[Name]> | undefined };

/** What shall be true next. All of it is committed together, or nothing. */
export interface Effects<R extends Reads = Reads> {
  /** Documents to write; only what was read can be saved. */
  readonly save?: { readonly [Name in keyof R]?: DocumentOf<R[Name]> };
  /** Events to publish. */
  readonly publish?: readonly NewEvent[];
  /** Outside calls to make, at least once each, always with the same idempotency key. */
  readonly call?: readonly NewCall[];
  /** Timers to set. */
  readonly setTimers?: readonly NewTimer[];
  /** Timers to cancel, by name. One that is already under way may still come: the document decides. */
  readonly cancelTimers?: readonly string[];
  /** What the command is answered. */
  readonly reply?: object;
}

export type Outcome<R extends Reads = Reads> =
  | Effects<R>
  | { readonly ignored: string }
  | { readonly notYet: string }
  | { readonly refused: Refusal };

/** Nothing is to be done about this message, and that is right; say why. */
export const ignore = (why: string): { readonly ignored: string } => ({ ignored: why });

/** Another fact must come first: try again after a while (the retry tiers), and park it if that fact never comes. */
export const notYet = (why: string): { readonly notYet: string } => ({ notYet: why });

/** The command is refused, for good: the same command again is answered the same. */
export const refuse = (code: string, detail: string, pointer?: string): { readonly refused: Refusal } => ({
  refused: { code, detail, ...(pointer === undefined ? {} : { pointer }) },
});

/**
 * One thing that a service does about one type of message. Pure: what it returns follows from its arguments alone, so it
 * may run again at any time (after a conflict, a crash, a redelivery) and comes to the same.
 */
export interface Reaction {
  readonly type: string;
  reads(data: unknown, message: Message): Reads;
  react(documents: Documents<Reads>, message: Message, context: { readonly now: Instant }): Outcome;
}

interface ReactionOf<Data, R extends Reads> {
  /** The documents that it needs, from what the message says. */
  reads(data: Data, message: Message<Data>): R;
  /** @throws Unprocessable for a message that can never succeed; any other error is tried again */
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

/** Something that somebody asks of this service over HTTP. */
export const command = <Data>(type: string): LocalType<Data> => ({ type });

/** A type of timer: it comes due as a message of this service to itself, also after a restart. */
export interface TimerType<Data> extends LocalType<Data> {
  /** A timer about `subject`, to come due at `when`; an instant that has passed means at once. */
  at(when: Instant, subject: string, data: Data): NewTimer;
  /** The name that `cancelTimers` cancels it by. */
  nameFor(subject: string): string;
}

export const timer = <Data>(type: string): TimerType<Data> => ({
  type,
  at: (when, subject, data) => ({ type, name: `${type}/${subject}`, subject, at: when, data }),
  nameFor: (subject) => `${type}/${subject}`,
});

/** How an outside call ended, as a message of this service to itself. */
export interface EndType<Data> extends LocalType<Data> {
  /** What it is about: an order id. */
  subject(data: Data): string;
  /** What makes two of them the same fact, whichever way they came: an answer and a webhook are then handled once. */
  identity(data: Data): string;
}

export const end = <Data>(
  type: string,
  of: { subject(data: Data): string; identity(data: Data): string },
): EndType<Data> => ({ type, ...of });

/** What a message says about how a call ended. */
export type Ended = Pick<Message, "id" | "type" | "subject" | "data">;

/** The id follows from what is said, so that an answer and a webhook that say the same are one message. */
export const ended = <Data>(as: EndType<Data>, data: Data): Ended => ({
  id: idOf(`${as.type}/${as.identity(data)}`),
  type: as.type,
  subject: as.subject(data),
  data,
});

/** A call to the world outside, made from the outbox after the commit. */
export interface CallType<Request, End> {
  readonly name: string;
  readonly endsAs: EndType<End>;
  /** A call to make; `key` is the idempotency key that the other side deduplicates by. */
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
