import {
  type Db,
  type MongoClient,
  type Collection as MongoCollection,
  MongoError,
  ReadConcern,
} from "mongodb";
import { Conflict, Unavailable, Unstorable } from "../errors.ts";
import type { CallEntry, EventsEntry } from "../outbox.ts";
import type { Index } from "../service.ts";
import { refuseUnstorable } from "../storable.ts";
import { type Key, keyText, type Store, type Versioned } from "../store.ts";
import { commit, deletion, tryToStore } from "./commit.ts";
import { explain, Refusal, whyOf } from "./errors.ts";
import { allOf, collectionOf } from "./find.ts";
import { prepare } from "./prepare.ts";
import {
  byCollection,
  documentOf,
  type EventsRow,
  type ProcessedRow,
  processedOf,
  type Row,
} from "./rows.ts";
import { beginTrial, endTrial } from "./trials.ts";

export interface MongoStoreOptions {
  readonly client: MongoClient;
  /** One database for each service. */
  readonly database: string;
  /** Of business documents. */
  readonly collections: readonly string[];
  readonly indexes: readonly Index[];
  /** After so many milliseconds without an answer the server is taken to be away. Default: 30,000. */
  readonly answersWithinMs?: number;
}

/**
 * MongoDB, with one transaction a commit: majority write concern, so that what was committed survives the loss of a primary.
 * Creates its collections and indexes.
 *
 * @throws Unavailable when the server is away
 * @throws Error saying what to do, where waiting cannot help: no replica set, an index or a collection that is not as it should be
 */
export async function mongoStore(options: MongoStoreOptions): Promise<Store> {
  const { answersWithinMs = 30_000, client, collections, database, indexes } = options;
  // Whatever the client was told: deduplication must not be read from a member that may be behind.
  const db = client.db(database, {
    ignoreUndefined: true,
    readConcern: new ReadConcern("local"),
    readPreference: "primary",
    writeConcern: { w: "majority" },
  });
  await within(answersWithinMs, prepare({ client, collections, db, indexes }));
  const guarded = <T>(work: () => Promise<T>) =>
    explained(() => within(answersWithinMs, work()), takesAnything);
  const takesAnything = () => within(answersWithinMs, tryToStore(client, db));
  const processed = collectionOf<ProcessedRow>(db, "processed_messages");
  const outbox = collectionOf<Row>(db, "outbox");
  const timers = collectionOf<Row>(db, "timers");

  return {
    load: (ids, keys) =>
      guarded(async () => {
        const [rows, documents] = await Promise.all([allOf(processed, ids), loadDocuments(db, keys)]);
        await outlive(processed, rows);
        return { processed: new Map(rows.map((row) => [row._id, processedOf(row)])), documents };
      }),

    async commit(change) {
      refuseUnstorable(change);
      await guarded(() => commit(client, db, change));
    },

    claimEvents: (claim) => guarded(() => claimed<EventsEntry>(outbox, claim, { kind: "events" })),
    claimCalls: (claim) => guarded(() => claimed<CallEntry>(outbox, claim, { kind: "call" })),
    claimTimers: (claim) => guarded(() => claimed(timers, claim, {})),

    nextTimerAt: () =>
      guarded(async () => {
        const next = await timers.findOne({}, { sort: { leasedUntil: 1 }, projection: { leasedUntil: 1 } });
        return next?.leasedUntil;
      }),

    settle: (ids) =>
      guarded(async () => {
        if (ids.length === 0) return;
        // Nobody waits for the disk: what a crash brings back is done once more, and is a duplicate then.
        const these = { deletes: ids.map(deletion), writeConcern: { w: 1 } };
        const { n } = await db.command({ delete: "outbox", ...these });
        if (n < ids.length) await db.command({ delete: "timers", ...these });
      }),

    leaveOnly: (id, messageIds) =>
      guarded(async () => {
        const published = { id: { $nin: [...messageIds] } };
        await collectionOf<EventsRow>(db, "outbox").updateOne(
          { _id: id },
          { $pull: { messages: published } },
        );
      }),

    postpone: (id, { attempts, until }) =>
      guarded(async () => {
        await outbox.updateOne({ _id: id }, { $set: { attempts, leasedUntil: until } });
      }),

    beginTrial: (digest, trial) => guarded(() => beginTrial(db, digest, trial)),
    endTrial: (digest, trial) => guarded(() => endTrial(db, digest, trial)),

    get: (key) =>
      guarded(async () => {
        const row = await collectionOf<Row>(db, key.collection).findOne({ _id: key.id });
        return row ? documentOf(row) : undefined;
      }),

    list: (from, { where, newestFirst, limit }) =>
      guarded(async () => {
        const rows = collectionOf<Row>(db, from.collection).find({ ...where });
        return (
          await rows
            .sort({ [newestFirst]: -1, _id: 1 })
            .limit(limit)
            .toArray()
        ).map((row) => documentOf(row));
      }),

    close: () => client.close(),
  };
}

async function loadDocuments(db: Db, keys: readonly Key[]): Promise<Map<string, Versioned>> {
  const documents = new Map<string, Versioned>(
    keys.map((key) => [keyText(key), { version: 0, document: undefined }]),
  );
  const idsOf = byCollection(keys, ({ collection }) => collection);
  await Promise.all(
    [...idsOf].map(async ([collection, wanted]) => {
      const ids = [...new Set(wanted.map(({ id }) => id))];
      for (const row of await allOf(collectionOf<Row>(db, collection), ids)) {
        documents.set(`${collection}/${row._id}`, {
          version: row.version ?? 0,
          document: documentOf(row),
        });
      }
    }),
  );
  return documents;
}

/**
 * A message that was handled before is acknowledged for good. So that it was must be known to the majority: what only the primary
 * knows can be rolled back when another takes over, and then the message would be lost.
 *
 * @throws Unavailable when it is not yet so
 */
async function outlive(
  processed: MongoCollection<ProcessedRow>,
  rows: readonly { readonly _id: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  const these = { _id: { $in: rows.map(({ _id }) => _id) } };
  const known = await processed.countDocuments(these, { readConcern: { level: "majority" } });
  if (known < rows.length) throw new Unavailable("the majority does not yet know what was just handled");
}

/** MongoDB has no SKIP LOCKED: pick some, take those that nobody took meanwhile, and read what was taken. */
async function claimed<Entry>(
  from: MongoCollection<Row>,
  { now, limit, leaseMs }: { now: number; limit: number; leaseMs: number },
  which: { kind?: string },
): Promise<Entry[]> {
  const free = { ...which, leasedUntil: { $lte: now } };
  const order = { dueAt: 1, order: 1 } as const;
  const found = await from
    .find(free, { projection: { _id: 1 } })
    .sort(order)
    .limit(limit)
    .toArray();
  if (found.length === 0) return [];
  const ids = found.map(({ _id }) => _id);
  const claim = crypto.randomUUID();
  await from.updateMany({ ...free, _id: { $in: ids } }, { $set: { leasedUntil: now + leaseMs, claim } });
  const place = new Map(ids.map((id, i) => [id, i]));
  const taken = await from.find({ claim, _id: { $in: ids } }).toArray();
  taken.sort((a, b) => (place.get(a._id) ?? 0) - (place.get(b._id) ?? 0));
  return taken.map(({ _id, claim: _, order: __, ...entry }) => ({ id: _id, ...entry }) as Entry);
}

/** What a server refuses is the message's fault only when it takes something else: a message is parked for its own fault alone. */
async function explained<T>(work: () => Promise<T>, takesAnything: () => Promise<void>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof Conflict || thrown instanceof Unavailable) throw thrown;
    const error = explain(thrown);
    if (!(error instanceof Unstorable) || !(thrown instanceof MongoError)) throw error;
    await takesAnything().catch(() => {
      throw new Refusal(`MongoDB refuses whatever this service stores: ${whyOf(thrown)}`, { cause: thrown });
    });
    throw error;
  }
}

/**
 * Waits no longer than that. The driver does: for ever, when a connection is lost at the moment at which it wants to write to it (7.9.0, `writeCommand`:
 * a socket that was destroyed neither drains nor fails).
 */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    const why = `MongoDB is away: it did not answer within ${ms / 1_000} s`;
    timer = setTimeout(() => reject(new Unavailable(why)), ms);
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
