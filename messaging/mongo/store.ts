import type { Db, MongoClient, Collection as MongoCollection } from "mongodb";
import { Conflict, Unavailable, Unstorable } from "../errors.ts";
import type { Index } from "../service.ts";
import { type CallEntry, type EventsEntry, type Key, keyText, type Store, type Versioned } from "../store.ts";
import { commit, deletion } from "./commit.ts";
import { explain } from "./errors.ts";
import { allOf } from "./find.ts";
import {
  byCollection,
  documentOf,
  type EventsRow,
  type ProcessedRow,
  processedOf,
  type Row,
} from "./rows.ts";
import { beginTrial, endTrial, trialsCollection } from "./trials.ts";

export interface MongoStoreOptions {
  readonly client: MongoClient;
  /** One database for each service. */
  readonly database: string;
  readonly indexes: readonly Index[];
  /** After so many milliseconds without an answer the server is taken to be away. Default: 30,000. */
  readonly answersWithinMs?: number;
}

/** How long it is remembered that a message was handled, in days: longer than the longest outage, all retries and a redrive. */
const rememberDays = 14;

/**
 * MongoDB, with one transaction a commit: majority write concern, so that what was committed survives the loss of a primary.
 * Creates its indexes.
 *
 * @throws Error when the server is no replica set, which transactions need
 */
export async function mongoStore(options: MongoStoreOptions): Promise<Store> {
  const { answersWithinMs = 30_000, client, database, indexes } = options;
  const db = client.db(database);
  const guarded = <T>(work: () => Promise<T>) => explained(() => within(answersWithinMs, work()));
  await explained(async () => {
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
        const [rows, documents] = await Promise.all([allOf(processed, ids), loadDocuments(db, keys)]);
        await outlive(processed, rows);
        return { processed: new Map(rows.map((row) => [row._id, processedOf(row)])), documents };
      }),

    commit: (change) => guarded(() => commit(client, db, change)),

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
        await db.collection<EventsRow>("outbox").updateOne({ _id: id }, { $pull: { messages: published } });
      }),

    postpone: (id, { attempts, until }) =>
      guarded(async () => {
        await outbox.updateOne({ _id: id }, { $set: { attempts, leasedUntil: until } });
      }),

    beginTrial: (digest, trial) => guarded(() => beginTrial(db, digest, trial)),
    endTrial: (digest, trial) => guarded(() => endTrial(db, digest, trial)),

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
  await db.collection(trialsCollection).createIndex({ at: 1 }, { expireAfterSeconds });
  await db.collection("outbox").createIndex({ kind: 1, leasedUntil: 1, order: 1 });
  await db.collection("timers").createIndex({ leasedUntil: 1, dueAt: 1 });
  await db.collection("timers").createIndex({ name: 1 });
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
      for (const row of await allOf(db.collection<Row>(collection), ids)) {
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

async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const ours = error instanceof Conflict || error instanceof Unavailable || error instanceof Unstorable;
    throw ours ? error : explain(error);
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
