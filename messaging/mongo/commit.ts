import {
  type ClientSession,
  type Collection,
  type Db,
  type Document,
  type MongoClient,
  MongoServerError,
} from "mongodb";
import { Conflict } from "../errors.ts";
import type { Change } from "../store.ts";
import { isUnknownCommit } from "./errors.ts";
import { allOf } from "./find.ts";
import { byCollection, entryRow, processedRow, type Row, rowOf } from "./rows.ts";

/**
 * Makes a change true in one transaction, or not at all. One attempt, without the driver's own retries: a conflict is for the
 * inbox to resolve, by loading again. Only a commit whose result is unknown is asked for again, since that is the same commit.
 */
export const commit = (client: MongoClient, db: Db, change: Change): Promise<void> =>
  inTransaction(client, (session) => write(db, session, change));

/**
 * Stores something and takes it out again, in one transaction: what a database cannot do that refuses more than one message.
 *
 * @throws what the driver throws
 */
export const tryToStore = (client: MongoClient, db: Db): Promise<void> =>
  inTransaction(client, async (session) => {
    const row = { _id: `tried/${crypto.randomUUID()}`, at: new Date() };
    await insert(db, session, "processed_messages", [row]);
    await perform(db, session, { delete: "processed_messages", deletes: [deletion(row._id)] });
  });

async function inTransaction(
  client: MongoClient,
  work: (session: ClientSession) => Promise<void>,
): Promise<void> {
  const session = client.startSession();
  try {
    session.startTransaction({
      readConcern: { level: "snapshot" },
      readPreference: "primary",
      writeConcern: { w: "majority" },
    });
    try {
      await work(session);
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

/** Every write names what it expects to find; what it does not find, another instance has taken. */
async function write(db: Db, session: ClientSession, change: Change): Promise<void> {
  const { cancelled, documents, outbox, processed, settled, timers } = change;
  const put = (collection: string, rows: readonly object[]) => insert(db, session, collection, rows);
  await put("processed_messages", processed.map(processedRow));
  for (const [collection, saved] of byCollection(documents, ({ key }) => key.collection)) {
    const fresh = saved.filter(({ loaded }) => loaded === 0);
    await put(collection, fresh.map(documentRow));
    const known = saved.filter(({ loaded }) => loaded > 0);
    await replace(db, session, collection, known);
  }
  await put("outbox", outbox.map(entryRow));
  const done = settled.map(deletion);
  const gone = { q: { name: { $in: cancelled } }, limit: 0 };
  const found = done.length > 0 ? await perform(db, session, { delete: "outbox", deletes: done }) : { n: 0 };
  const deletes = [...(found.n < done.length ? done : []), ...(cancelled.length > 0 ? [gone] : [])];
  if (deletes.length > 0) await perform(db, session, { delete: "timers", deletes });
  await put("timers", timers.map(entryRow));
}

/** From so many documents on it takes less to look at all versions first: what is then replaced by its id alone needs no plan. */
const many = 8;

/**
 * Replaces documents that still have the version that was loaded. Looking first is as good as a condition: the transaction sees one
 * moment, and fails when it writes what somebody else has written since.
 */
async function replace(
  db: Db,
  session: ClientSession,
  collection: string,
  saved: Change["documents"],
): Promise<void> {
  if (saved.length === 0) return;
  const looks = saved.length >= many;
  if (looks && !(await areAsLoaded(db.collection(collection), session, saved))) throw overtaken(collection);
  const updates = saved.map((one) => ({
    q: looks ? { _id: one.key.id } : { _id: one.key.id, version: one.loaded },
    u: documentRow(one),
  }));
  const { n } = await perform(db, session, { update: collection, updates });
  if (n !== updates.length) throw overtaken(collection);
}

async function areAsLoaded(
  from: Collection<Row>,
  session: ClientSession,
  saved: Change["documents"],
): Promise<boolean> {
  const ids = saved.map(({ key }) => key.id);
  const rows = await allOf(from, ids, { session, projection: { version: 1 } });
  const versions = new Map(rows.map(({ _id, version }) => [_id, version]));
  return saved.every(({ key, loaded }) => versions.get(key.id) === loaded);
}

const overtaken = (collection: string): Conflict =>
  new Conflict(`a document of ${collection} was saved by another instance`);

const documentRow = ({ key, version, document }: Change["documents"][number]): Row =>
  rowOf(key.id, version, document);

/**
 * Takes out one entry. One by one, and never by `$in`: looking for more, that would walk over all that was taken out around it, which MongoDB
 * keeps for five minutes (minSnapshotHistoryWindowInSeconds).
 */
export const deletion = (id: string) => ({ q: { _id: id }, limit: 1 });

async function insert(
  db: Db,
  session: ClientSession,
  collection: string,
  rows: readonly object[],
): Promise<void> {
  if (rows.length > 0) await perform(db, session, { insert: collection, documents: rows });
}

/** One command, one round trip. The driver's bulk writes encode every document twice, to know its size beforehand. */
async function perform(db: Db, session: ClientSession, writing: Document): Promise<{ readonly n: number }> {
  // A command takes no options over from its database or client.
  const { n, writeErrors = [] } = await db.command(writing, { session, ignoreUndefined: true });
  for (const error of writeErrors) throw new MongoServerError(error);
  return { n };
}
