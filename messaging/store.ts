import type { Instant } from "./instant.ts";
import type { CallEntry, EventsEntry, OutboxEntry } from "./outbox.ts";
import type { Timer } from "./timers.ts";

declare const document: unique symbol;

/** Names one document of one collection; the type parameter remembers what is in it. */
export interface Key<Document extends object = object> {
  readonly collection: string;
  readonly id: string;
  readonly [document]?: Document;
}

/** A collection of business documents: call it with an id to name one of them. */
export interface Collection<Document extends object> {
  (id: string): Key<Document>;
  readonly collection: string;
}

/** Declares a collection: `const payments = collection<Payment>("payments")`. */
export function collection<Document extends object>(name: string): Collection<Document> {
  return Object.assign((id: string): Key<Document> => ({ collection: name, id }), { collection: name });
}

/** A document as it was loaded. Version 0 with no document: it does not exist yet. */
export interface Versioned {
  readonly version: number;
  readonly document: object | undefined;
}

/** That a message was handled, what came of it, and what an HTTP command was answered. Kept for 14 days. */
export interface ProcessedMessage {
  readonly id: string;
  readonly type: string;
  readonly at: Instant;
  readonly outcome: "handled" | "ignored" | "refused";
  /** The ids of the events, calls and timers that it caused. */
  readonly caused: readonly string[];
  /** What a command was answered: its reply, or why it was refused. */
  readonly answer: Answer | undefined;
}

/** A command's answer, stored with it, so that the same command is answered the same again. */
export interface Answer {
  /** A digest of what the command asked for: an Idempotency-Key that comes back with something else is refused. */
  readonly asked: string;
  readonly reply?: unknown;
  readonly refusal?: Refusal;
}

/** Why a command was refused, for a program (`code`) and for a person (`detail`). */
export interface Refusal {
  readonly code: string;
  readonly detail: string;
  /** JSON pointer to the field of the command that is to blame, where there is one. */
  readonly pointer?: string;
}

/** Everything that one commit makes true, all or nothing. */
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
  /** The names of timers to cancel; done before `timers` are set. */
  readonly cancelled: readonly string[];
  readonly timers: readonly Timer[];
  /** The ids of outbox entries and timers that this commit has dealt with. */
  readonly settled: readonly string[];
}

/** What a batch needs to know before it reacts. */
export interface Loaded {
  /** Those of the asked-for messages that were handled before, by id. */
  readonly processed: ReadonlyMap<string, ProcessedMessage>;
  /** Every asked-for document, by `collection/id`; a missing one has version 0. */
  readonly documents: ReadonlyMap<string, Versioned>;
}

/** Which documents to list: those whose top-level fields equal `where`, the largest `newestFirst` first. */
export interface Listing {
  readonly where: Readonly<Record<string, string | number | boolean>>;
  readonly newestFirst: string;
  readonly limit: number;
}

/** A lease on what waits: at most `limit` entries, had until `now + leaseMs` (milliseconds). */
export interface Claim {
  readonly now: number;
  readonly limit: number;
  readonly leaseMs: number;
}

/** The port to one service's database. Every method may throw `Unavailable`. What it returns is not to be changed. */
export interface Store {
  load(messageIds: readonly string[], keys: readonly Key[]): Promise<Loaded>;
  /**
   * Makes a change durable, as a whole or not at all.
   *
   * @throws Conflict when a document's version is no longer the loaded one, or a message id is already there
   * @throws Unstorable when it will never fit, because of what is in it
   */
  commit(change: Change): Promise<void>;
  /** Takes events whose lease has run out, in the order of commit. Two instances never get the same one at once. */
  claimEvents(claim: Claim): Promise<readonly EventsEntry[]>;
  /** Takes calls whose lease has run out, in the order of commit. */
  claimCalls(claim: Claim): Promise<readonly CallEntry[]>;
  /** Takes timers that are due and whose lease has run out, the earliest first. */
  claimTimers(claim: Claim): Promise<readonly Timer[]>;
  /** When the next timer can be claimed, in milliseconds since 1970; undefined when there is none. */
  nextTimerAt(): Promise<number | undefined>;
  /** Removes outbox entries and timers that are dealt with; ids that are gone are no error. */
  settle(ids: readonly string[]): Promise<void>;
  /** Of an entry's events only those with these ids are still to be published. An entry that is gone is no error. */
  leaveOnly(id: string, messageIds: readonly string[]): Promise<void>;
  /** A call was tried without success: nobody may claim it before `until` (milliseconds since 1970). */
  postpone(id: string, next: { readonly attempts: number; readonly until: number }): Promise<void>;
  /**
   * Notes under a message's digest that it is about to be handled alone; the same trial again is the same note. Says how many other trials
   * are noted there: processes that did not survive it.
   */
  beginTrial(digest: string, trial: string): Promise<number>;
  /** Takes back one trial of a digest, or all of them. One that is gone is no error. */
  endTrial(digest: string, trial: string | undefined): Promise<void>;
  get<Document extends object>(key: Key<Document>): Promise<Document | undefined>;
  list<Document extends object>(from: Collection<Document>, listing: Listing): Promise<readonly Document[]>;
  close(): Promise<void>;
}

/** A key as text: `collection/id`. */
export const keyText = (key: Key): string => `${key.collection}/${key.id}`;
