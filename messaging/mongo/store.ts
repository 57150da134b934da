import type { ClientSession, Db, MongoClient, Collection as MongoCollection } from "mongodb";
import { Conflict, Unstorable } from "../errors.ts";
import type { Index } from "../service.ts";
import {
  type CallEntry,
  type Change,
  type EventEntry,
  type Key,
  keyText,
  type Store,
  type Versioned,
} from "../store.ts";
import { explain, isUnknownCommit } from "./errors.ts";
import {
  byCollection,
  documentOf,
  entryRow,
  type ProcessedRow,
  processedOf,
  processedRow,
  type Row,
  rowOf,
} from "./rows.ts";

export interface MongoStoreOptions {
  readonly client: MongoClient;
  /** One database for each service. */
  readonly database: string;
  readonly indexes: readonly Index[];
}

/** How long it is remembered that a message was handled, in days: longer than the longest outage, all retries and a redrive. */
const rememberDays = 14;

/**
 * MongoDB, with one transaction a commit: majority write concern, so that what was committed survives the loss of a primary.
 * Creates its indexes.
 *
 * @throws Error when the server is no replica set, which transactions need
 */
export async function mongoStore({ client, database, indexes }: MongoStoreOptions): Promise<Store> {
  const db = client.db(database);
  await guarded(async () => {
    const { setName, msg } = await db.command({ hello: 1 });
    if (!setName && msg !== "isdbgrid") {
      throw new Error(
        "MongoDB is no replica set, and transactions need one: start mongod with --replSet and initiate it",
      );
    }
    await createIndexes(db, indexes);
  });
  const processed = db.collection<ProcessedRow>("processed_messages");
  const outbox = db.collection<Row>("outbox");
  const timers = db.collection<Row>("timers");

  return {
    load: (ids, keys) =>
      guarded(async () => {
        const [rows, documents] = await Promise.all([
          ids.length > 0 ? processed.find({ _id: { $in: [...ids] } }).toArray() : [],
          loadDocuments(db, keys),
        ]);
        return { processed: new Map(rows.map((row) => [row._id, processedOf(row)])), documents };
      }),

    commit: (change) => guarded(() => inTransaction(client, (session) => write(db, session, change))),

    claimEvents: (claim) => guarded(() => claimed<EventEntry>(outbox, claim, { kind: "event" })),
    claimCalls: (claim) => guarded(() => claimed<CallEntry>(outbox, claim, { kind: "call" })),
    claimTimers: (claim) => guarded(() => claimed(timers, claim, {})),

    nextTimerAt: () =>
      guarded(async () => {
        const next = await timers.findOne({}, { sort: { leasedUntil: 1 }, projection: { leasedUntil: 1 } });
        return next?.leasedUntil;
      }),

    settle: (ids) =>
      guarded(async () => {
        const these = { _id: { $in: [...ids] } };
        await Promise.all([outbox.deleteMany(these), timers.deleteMany(these)]);
      }),

    postpone: (id, { attempts, until }) =>
      guarded(async () => {
        await outbox.updateOne({ _id: id }, { $set: { attempts, leasedUntil: until } });
      }),

    get: (key) =>
      guarded(async () => {
        const row = await db.collection<Row>(key.collection).findOne({ _id: key.id });
        return row ? documentOf(row) : undefined;
      }),

    list: (from, { where, newestFirst, limit }) =>
      guarded(async () => {
        const rows = db.collection<Row>(from.collection).find({ ...where });
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

async function createIndexes(db: Db, indexes: readonly Index[]): Promise<void> {
  const expireAfterSeconds = rememberDays * 24 * 60 * 60;
  await db.collection("processed_messages").createIndex({ at: 1 }, { expireAfterSeconds });
  await db.collection("outbox").createIndex({ kind: 1, leasedUntil: 1, order: 1 });
  await db.collection("outbox").createIndex({ claim: 1 }, { sparse: true });
  await db.collection("timers").createIndex({ leasedUntil: 1, dueAt: 1 });
  await db.collection("timers").createIndex({ name: 1 });
  await db.collection("timers").createIndex({ claim: 1 }, { sparse: true });
  for (const { collection, fields } of indexes) {
    const keys = fields.map((field, i) => [field, i === fields.length - 1 ? -1 : 1] as const);
    await db.collection(collection).createIndex(Object.fromEntries(keys));
  }
}

async function loadDocuments(db: Db, keys: readonly Key[]): Promise<Map<string, Versioned>> {
  const documents = new Map<string, Versioned>(
    keys.map((key) => [keyText(key), { version: 0, document: undefined }]),
  );
  const idsOf = byCollection(keys, ({ collection }) => collection);
  await Promise.all(
    [...idsOf].map(async ([collection, wanted]) => {
      const ids = [...new Set(wanted.map(({ id }) => id))];
      for (const row of await db
        .collection<Row>(collection)
        .find({ _id: { $in: ids } })
        .toArray()) {
        documents.set(`${collection}/${row._id}`, {
          version: row.version ?? 0,
          document: documentOf(row),
        });
      }
    }),
  );
  return documents;
}

/** Every write names what it expects to find; what it does not find, another instance has taken. */
async function write(db: Db, session: ClientSession, change: Change): Promise<void> {
  if (change.processed.length > 0) {
    await db
      .collection<ProcessedRow>("processed_messages")
      .insertMany(change.processed.map(processedRow), { session });
  }
  for (const [collection, documents] of byCollection(change.documents, ({ key }) => key.collection)) {
    const fresh = documents.filter(({ loaded }) => loaded === 0);
    const { insertedCount, matchedCount } = await db.collection<Row>(collection).bulkWrite(
      documents.map(({ key, loaded, version, document }) => {
        const row = rowOf(key.id, version, document);
        if (loaded === 0) return { insertOne: { document: row } };
        return { replaceOne: { filter: { _id: key.id, version: loaded }, replacement: row } };
      }),
      { session, ordered: false },
    );
    if (insertedCount !== fresh.length || matchedCount !== documents.length - fresh.length) {
      throw new Conflict(`a document of ${collection} was saved by another instance`);
    }
  }
  const outbox = db.collection<Row>("outbox");
  if (change.outbox.length > 0) await outbox.insertMany(change.outbox.map(entryRow), { session });
  const timers = db.collection<Row>("timers");
  if (change.cancelled.length > 0)
    await timers.deleteMany({ name: { $in: [...change.cancelled] } }, { session });
  if (change.timers.length > 0) await timers.insertMany(change.timers.map(entryRow), { session });
  if (change.settled.length > 0) {
    const these = { _id: { $in: [...change.settled] } };
    await outbox.deleteMany(these, { session });
    await timers.deleteMany(these, { session });
  }
}

/**
 * One attempt, without the driver's own retries: a conflict is for the inbox to resolve, by loading again. Only a commit whose
 * result is unknown is asked for again, since that is the same commit.
 */
async function inTransaction(
  client: MongoClient,
  body: (session: ClientSession) => Promise<void>,
): Promise<void> {
  const session = client.startSession();
  try {
    session.startTransaction({ readConcern: { level: "snapshot" }, writeConcern: { w: "majority" } });
    try {
      await body(session);
    } catch (error) {
      await session.abortTransaction().catch(() => {});
      throw error;
    }
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await session.commitTransaction();
      } catch (error) {
        if (attempt === 3 || !isUnknownCommit(error)) throw error;
      }
    }
  } finally {
    await session.endSession();
  }
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

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Conflict || error instanceof Unstorable ? error : explain(error);
  }
}
