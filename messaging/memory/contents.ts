import { Conflict } from "../errors.ts";
import type { CallEntry, EventsEntry } from "../outbox-entry.ts";
import { refuseUnstorable } from "../storable.ts";
import {
  type Change,
  type Key,
  keyText,
  type Listing,
  type ProcessedMessage,
  type Versioned,
} from "../store.ts";
import type { Timer } from "../timer.ts";
import { createLeases } from "./claims.ts";
import { frozenCopy } from "./frozen.ts";

/** The contents of one service's database. */
export type Contents = ReturnType<typeof createContents>;

/** An empty database. */
export const createContents = () => ({
  documents: new Map<string, Map<string, Versioned>>(),
  processed: new Map<string, ProcessedMessage>(),
  events: createLeases<EventsEntry>(({ leasedUntil }) => leasedUntil, inOrderOfCommit),
  calls: createLeases<CallEntry>(({ leasedUntil }) => leasedUntil, inOrderOfCommit),
  timers: createLeases<Timer>(
    ({ dueAt, leasedUntil }) => Math.max(dueAt, leasedUntil),
    ({ dueAt }) => dueAt,
  ),
  soloAttempts: new Map<string, Set<string>>(),
  timersByName: new Map<string, Set<string>>(),
});

const inOrderOfCommit = () => 0;

const missing: Versioned = Object.freeze({ version: 0, document: undefined });

/** A document with its version, or version 0. */
export const versioned = ({ documents }: Contents, { collection, id }: Key): Versioned =>
  documents.get(collection)?.get(id) ?? missing;

/** What a batch needs before it reacts. */
export function load(contents: Contents, messageIds: readonly string[], keys: readonly Key[]) {
  const processed = new Map<string, ProcessedMessage>();
  for (const id of messageIds) {
    const message = contents.processed.get(id);
    if (message) processed.set(id, message);
  }
  return { processed, documents: new Map(keys.map((key) => [keyText(key), versioned(contents, key)])) };
}

/**
 * Commits a change, all or nothing: copies and checks everything before it writes anything.
 *
 * @throws Conflict, Unstorable
 */
export function commit(contents: Contents, change: Change): void {
  refuseUnstorable(change);
  const processed = change.processed.map((message) => frozenCopy(message));
  const documents = change.documents.map(({ key, loaded, version, document }) => {
    const saved = Object.freeze({ version, document: frozenCopy(document) });
    return { key, loaded, saved };
  });
  const outbox = change.outbox.map((entry) => frozenCopy(entry));
  const timers = change.timers.map((timer) => frozenCopy(timer));
  refuseTaken("message", processed, contents.processed);
  refuseTaken("outbox", outbox, { has: (id) => contents.events.has(id) || contents.calls.has(id) });
  refuseTaken("timer", timers, contents.timers);
  for (const { key, loaded } of documents) {
    const { version } = versioned(contents, key);
    if (version !== loaded) {
      throw new Conflict(`${keyText(key)} was loaded in version ${loaded}, but is now in version ${version}`);
    }
  }

  for (const message of processed) contents.processed.set(message.id, message);
  for (const { key, saved } of documents) {
    const inCollection = contents.documents.get(key.collection) ?? new Map<string, Versioned>();
    contents.documents.set(key.collection, inCollection.set(key.id, saved));
  }
  for (const entry of outbox) {
    if (entry.kind === "events") contents.events.put(entry);
    else contents.calls.put(entry);
  }
  for (const name of change.cancelled) settle(contents, [...(contents.timersByName.get(name) ?? [])]);
  for (const timer of timers) {
    contents.timers.put(timer);
    const named = contents.timersByName.get(timer.name) ?? new Set<string>();
    contents.timersByName.set(timer.name, named.add(timer.id));
  }
  settle(contents, change.settled);
}

function refuseTaken(
  what: string,
  entries: readonly { readonly id: string }[],
  taken: { has(id: string): boolean },
): void {
  const seen = new Set<string>();
  for (const { id } of entries) {
    if (taken.has(id) || seen.has(id)) throw new Conflict(`${what} ${id} already exists`);
    seen.add(id);
  }
}

/** Removes outbox entries and timers. */
export function settle(contents: Contents, ids: readonly string[]): void {
  for (const id of ids) {
    contents.events.remove(id);
    contents.calls.remove(id);
    const name = contents.timers.remove(id)?.name;
    const named = name === undefined ? undefined : contents.timersByName.get(name);
    named?.delete(id);
    if (name !== undefined && named?.size === 0) contents.timersByName.delete(name);
  }
}

/** The documents whose fields equal `where`, newest first. */
export function list({ documents }: Contents, collection: string, { where, newestFirst, limit }: Listing) {
  const wanted = Object.entries(where);
  const found = [...(documents.get(collection)?.values() ?? [])].flatMap(({ document }) => {
    const fields: Readonly<Record<string, unknown>> = { ...document };
    return document && wanted.every(([name, value]) => fields[name] === value)
      ? [{ document, newest: fields[newestFirst] }]
      : [];
  });
  found.sort((a, b) => descending(a.newest, b.newest));
  return found.slice(0, limit).map(({ document }) => document);
}

/** Larger values first; documents without the field last. */
function descending(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return b - a;
  if (typeof a === "string" && typeof b === "string") return a < b ? 1 : a > b ? -1 : 0;
  return Number(a === undefined) - Number(b === undefined);
}
