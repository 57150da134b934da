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
import { byCollection, entryRow, processedRow, type Row, rowOf } from "./rows.ts";

/**
 * Makes a change true in one transaction, or not at all. One attempt, without the driver's own retries: a conflict is for the
 * inbox to resolve, by loading again. Only a commit whose result is unknown is asked for again, since that is the same commit.
 */
export async function commit(client: MongoClient, db: Db, change: Change): Promise<void> {
  const session = client.startSession();
  try {
    session.startTransaction({ readConcern: { level: "snapshot" }, writeConcern: { w: "majority" } });
    try {
      await write(db, session, change);
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
    const [fresh, loaded] = [
      saved.filter(({ loaded }) => loaded === 0),
      saved.filter(({ loaded }) => loaded > 0),
    ];
    await put(collection, fresh.map(documentRow));
    await replace(db, session, collection, loaded);
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
  const expected = saved.map(({ key, loaded }) => ({ _id: key.id, version: loaded }));
  const looks = saved.length >= many;
  if (looks && !(await areThere(db.collection(collection), session, expected))) throw overtaken(collection);
  const queries = looks ? expected.map(({ _id }) => ({ _id })) : expected;
  const updates = saved.map((one, i) => ({ q: queries[i], u: documentRow(one) }));
  const { n } = await perform(db, session, { update: collection, updates });
  if (n !== updates.length) throw overtaken(collection);
}

async function areThere(
  from: Collection<Row>,
  session: ClientSession,
  expected: readonly { readonly _id: string; readonly version: number }[],
): Promise<boolean> {
  const these = { _id: { $in: expected.map(({ _id }) => _id) } };
  const options = { session, projection: { version: 1 }, batchSize: expected.length + 1 };
  const versions = new Map((await from.find(these, options).toArray()).map((row) => [row._id, row.version]));
  return expected.every(({ _id, version }) => versions.get(_id) === version);
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
  const { n, writeErrors = [] } = await db.command(writing, { session });
  for (const error of writeErrors) throw new MongoServerError(error);
  return { n };
}
