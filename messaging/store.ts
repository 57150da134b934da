import type { Instant } from "./instant.ts";
import type { CallEntry, EventsEntry, OutboxEntry } from "./outbox-entry.ts";
import type { Timer } from "./timer.ts";

declare const document: unique symbol;

/** The key of a document in a collection; the type parameter is the type of the document. */
export interface Key<Document extends object = object> {
  readonly collection: string;
  readonly id: string;
  readonly [document]?: Document;
}

/** A collection of business documents: call it with an id to get a key. */
export interface Collection<Document extends object> {
  (id: string): Key<Document>;
  readonly collection: string;
}

/** Declares a collection: `const signups = collection<Signup>("signups")`. */
export function collection<Document extends object>(name: string): Collection<Document> {
  return Object.assign((id: string): Key<Document> => ({ collection: name, id }), { collection: name });
}

/** A loaded document. Version 0 without a document: it does not exist yet. */
export interface Versioned {
  readonly version: number;
  readonly document: object | undefined;
}

/** The record of a handled message, with its outcome and, for a command, its answer (`policies/retention.ts`). */
export interface ProcessedMessage {
  readonly id: string;
  readonly type: string;
  readonly at: Instant;
  readonly outcome: "handled" | "ignored" | "refused";
  /** The ids of the events, calls and timers that it caused. */
  readonly caused: readonly string[];
  /** A command's answer: its reply, or its refusal. */
  readonly answer: Answer | undefined;
}

/** A command's stored answer: a repeated command gets the same answer. */
export interface Answer {
  /** A digest of the command: an Idempotency-Key that is reused for a different command is refused. */
  readonly digest: string;
  readonly reply?: unknown;
  readonly refusal?: Refusal;
}

/** Why a command was refused, for programs (`code`) and people (`detail`). */
export interface Refusal {
  readonly code: string;
  readonly detail: string;
  /** JSON pointer to the field of the command that caused the refusal, if there is one. */
  readonly pointer?: string;
}

/** Everything that one commit writes, all or nothing. */
export interface Change {
  readonly processed: readonly ProcessedMessage[];
  readonly documents: readonly {
    readonly key: Key;
    /** The version that was loaded; 0 for a document that did not exist. */
    readonly loaded: number;
    readonly version: number;
    readonly document: object;
  }[];
  readonly outbox: readonly OutboxEntry[];
  /** The names of timers to cancel, before `timers` are set. */
  readonly cancelled: readonly string[];
  readonly timers: readonly Timer[];
  /** The ids of outbox entries and timers that this commit settles. */
  readonly settled: readonly string[];
}

/** What is loaded for a batch before it is reacted to. */
export interface Loaded {
  /** The requested messages that were handled before, by id. */
  readonly processed: ReadonlyMap<string, ProcessedMessage>;
  /** Every requested document, by `collection/id`; a missing one has version 0. */
  readonly documents: ReadonlyMap<string, Versioned>;
}

/** A query: documents whose top-level fields equal `where`, in descending order of `newestFirst`. */
export interface Listing {
  readonly where: Readonly<Record<string, string | number | boolean>>;
  readonly newestFirst: string;
  readonly limit: number;
}

/** A request for a lease on at most `limit` entries, until `now + leaseMs` (milliseconds). */
export interface Claim {
  readonly now: number;
  readonly limit: number;
  readonly leaseMs: number;
}

/**
 * The port to one service's database. Every method may throw `Unavailable`. Callers must not change returned
 * values.
 */
export interface Store {
  load(messageIds: readonly string[], keys: readonly Key[]): Promise<Loaded>;
  /**
   * Makes a change durable, all or nothing.
   *
   * @throws Conflict if a document's version is no longer the loaded one, or a message id is already stored
   * @throws Unstorable if the store can never take the change, because of its contents
   */
  commit(change: Change): Promise<void>;
  /**
   * Claims events whose lease has expired, in order of commit. No two instances own an entry at the same
   * time.
   */
  claimEvents(claim: Claim): Promise<readonly EventsEntry[]>;
  /** Claims calls whose lease has expired, in order of commit. */
  claimCalls(claim: Claim): Promise<readonly CallEntry[]>;
  /** Claims due timers whose lease has expired, the earliest first. */
  claimTimers(claim: Claim): Promise<readonly Timer[]>;
  /** When the next timer can be claimed, in milliseconds since 1970; undefined if there is none. */
  nextTimerAt(): Promise<number | undefined>;
  /** Removes settled outbox entries and timers. An unknown id is no error. */
  settle(ids: readonly string[]): Promise<void>;
  /** Removes an entry's events except those with these ids. An unknown entry is no error. */
  leaveOnly(id: string, messageIds: readonly string[]): Promise<void>;
  /** Postpones a call that failed: no instance may claim it before `until` (milliseconds since 1970). */
  postpone(id: string, next: { readonly attempts: number; readonly until: number }): Promise<void>;
  /**
   * Records that the message with this digest is about to be handled alone. Recording is idempotent. Returns
   * the number of other recorded attempts: processes that did not survive the message.
   */
  beginSoloAttempt(digest: string, attempt: string): Promise<number>;
  /** Removes one attempt of a digest, or all of them. An unknown attempt is no error. */
  endSoloAttempts(digest: string, attempt: string | undefined): Promise<void>;
  get<Document extends object>(key: Key<Document>): Promise<Document | undefined>;
  list<Document extends object>(from: Collection<Document>, listing: Listing): Promise<readonly Document[]>;
  close(): Promise<void>;
}

/** A key as text: `collection/id`. */
export const keyText = (key: Key): string => `${key.collection}/${key.id}`;
