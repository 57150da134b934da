import { Unavailable } from "../errors.ts";
import type { OutboxEntry } from "../outbox-entry.ts";
import type { Key, Listing, ProcessedMessage, Store, Versioned } from "../store.ts";
import type { Timer } from "../timer.ts";
import { type Contents, commit, createContents, list, load, settle, versioned } from "./contents.ts";

/** One service's database in memory. Every instance of the service connects to it. */
export interface MemoryDatabase {
  connect(): Store;
  /** While the database is away, every method of every store throws Unavailable. */
  setAway(away: boolean): void;
  isAway(): boolean;
  /** The whole contents, for invariants. */
  dump(): Dump;
}

export interface Dump {
  readonly documents: Readonly<Record<string, Readonly<Record<string, Versioned>>>>;
  readonly processed: readonly ProcessedMessage[];
  readonly outbox: readonly OutboxEntry[];
  readonly timers: readonly Timer[];
}

/** A store with a database of its own. */
export const memoryStore = (): Store => memoryDatabase().connect();

/** An empty database. It copies what it stores, and returns immutable values. */
export function memoryDatabase(): MemoryDatabase {
  const contents = createContents();
  let away = false;

  return {
    connect() {
      let closed = false;
      /** Asynchronous, as a database is: other operations may come first. */
      const reach = async (): Promise<Contents> => {
        await undefined;
        if (closed) throw new Unavailable("this store was closed");
        if (away) throw new Unavailable("the memory store is away");
        return contents;
      };
      return {
        load: async (ids, keys) => load(await reach(), ids, keys),
        commit: async (change) => commit(await reach(), change),
        claimEvents: async (claim) => (await reach()).events.claim(claim),
        claimCalls: async (claim) => (await reach()).calls.claim(claim),
        claimTimers: async (claim) => (await reach()).timers.claim(claim),
        nextTimerAt: async () => (await reach()).timers.nextAt(),
        settle: async (ids) => settle(await reach(), ids),
        async leaveOnly(id, messageIds) {
          const { events } = await reach();
          const entry = events.get(id);
          if (!entry) return;
          const messages = entry.messages.filter((message) => messageIds.includes(message.id));
          events.put(Object.freeze({ ...entry, messages: Object.freeze(messages) }));
        },
        async postpone(id, { attempts, until }) {
          const { calls } = await reach();
          const entry = calls.get(id);
          if (entry) calls.put(Object.freeze({ ...entry, attempts, leasedUntil: until }));
        },
        async beginSoloAttempt(digest, attempt) {
          const { soloAttempts } = await reach();
          const recorded = soloAttempts.get(digest) ?? new Set();
          soloAttempts.set(digest, recorded.add(attempt));
          return recorded.size - 1;
        },
        async endSoloAttempts(digest, attempt) {
          const { soloAttempts } = await reach();
          if (attempt !== undefined) soloAttempts.get(digest)?.delete(attempt);
          if (attempt === undefined || soloAttempts.get(digest)?.size === 0) soloAttempts.delete(digest);
        },
        async get<Document extends object>(key: Key<Document>) {
          return versioned(await reach(), key).document as Document | undefined;
        },
        async list<Document extends object>(from: { readonly collection: string }, listing: Listing) {
          const found = list(await reach(), from.collection, listing);
          return found.map((document) => document as Document);
        },
        async close() {
          closed = true;
        },
      };
    },
    setAway(to) {
      away = to;
    },
    isAway: () => away,
    dump: () => ({
      documents: Object.fromEntries(
        [...contents.documents].map(([name, documents]) => [name, Object.fromEntries(documents)]),
      ),
      processed: [...contents.processed.values()],
      outbox: [...contents.events.all(), ...contents.calls.all()],
      timers: contents.timers.all(),
    }),
  };
}
