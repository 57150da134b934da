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
import { byCollection, entryRow, processedRow, type Row } from "./rows.ts";

/**
 * Commits a change in one transaction. Makes one attempt, without the driver's retries: the inbox resolves a
 * conflict by loading again. Repeats only a commit whose result is unknown, which is safe.
 */
export const commit = (client: MongoClient, db: Db, change: Change): Promise<void> =>
  inTransaction(client, (session) => write(db, session, change));

/**
 * Inserts and deletes a row in one transaction: fails if MongoDB refuses everything, not just one message.
 *
 * @throws the driver's errors
 */
export const tryToStore = (client: MongoClient, db: Db): Promise<void> =>
  inTransaction(client, async (session) => {
    const row = { _id: `probe/${crypto.randomUUID()}`, at: new Date() };
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

/** Every write states what it expects to find. If it does not find it, another instance was first. */
async function write(db: Db, session: ClientSession, change: Change): Promise<void> {
  const { cancelled, documents, outbox, processed, settled, timers } = change;
  const add = (collection: string, rows: readonly object[]) => insert(db, session, collection, rows);
  await add("processed_messages", processed.map(processedRow));
  for (const [collection, saved] of byCollection(documents, ({ key }) => key.collection)) {
    const created = saved.filter(({ loaded }) => loaded === 0);
    await add(collection, created.map(documentRow));
    const changed = saved.filter(({ loaded }) => loaded > 0);
    await replace(db, session, collection, changed);
  }
  await add("outbox", outbox.map(entryRow));
  await removeEntries(db, session, settled, cancelled);
  await add("timers", timers.map(entryRow));
}

/**
 * Removes settled entries and canceled timers. Looks for settled timers only if the outbox lacks some ids.
 */
async function removeEntries(
  db: Db,
  session: ClientSession,
  settled: readonly string[],
  cancelledNames: readonly string[],
): Promise<void> {
  const byId = settled.map(deletion);
  const byName = { q: { name: { $in: cancelledNames } }, limit: 0 };
  const found = byId.length > 0 ? await perform(db, session, { delete: "outbox", deletes: byId }) : { n: 0 };
  const deletes = [...(found.n < byId.length ? byId : []), ...(cancelledNames.length > 0 ? [byName] : [])];
  if (deletes.length > 0) await perform(db, session, { delete: "timers", deletes });
}

/**
 * From this many documents on, reading all versions first is faster: a replace by id alone needs no query
 * plan.
 */
const minToCheckFirst = 8;

/**
 * Replaces documents that still have the loaded version. Reading the versions first is as safe as a condition
 * on each replace: the transaction reads one snapshot, and aborts if another one has written a document
 * since.
 */
async function replace(
  db: Db,
  session: ClientSession,
  collection: string,
  saved: Change["documents"],
): Promise<void> {
  if (saved.length === 0) return;
  const checksFirst = saved.length >= minToCheckFirst;
  if (checksFirst && !(await areCurrent(db.collection(collection), session, saved))) {
    throw conflictIn(collection);
  }
  const updates = saved.map((one) => ({
    q: checksFirst ? { _id: one.key.id } : { _id: one.key.id, version: one.loaded },
    u: documentRow(one),
  }));
  const { n } = await perform(db, session, { update: collection, updates });
  if (n !== updates.length) throw conflictIn(collection);
}

async function areCurrent(
  from: Collection<Row>,
  session: ClientSession,
  saved: Change["documents"],
): Promise<boolean> {
  const ids = saved.map(({ key }) => key.id);
  const rows = await allOf(from, ids, { session, projection: { version: 1 } });
  const versions = new Map(rows.map(({ _id, version }) => [_id, version]));
  return saved.every(({ key, loaded }) => versions.get(key.id) === loaded);
}

const conflictIn = (collection: string): Conflict =>
  new Conflict(`another instance has saved a document in ${collection}`);

/** A business document: its fields are at the top level, next to id and version, easy to query in a shell. */
const documentRow = ({ key, version, document }: Change["documents"][number]): Row => ({
  _id: key.id,
  version,
  ...document,
});

/**
 * Deletes one entry. Never deletes by `$in`: that scans the deleted entries around it, which MongoDB keeps
 * for five minutes (minSnapshotHistoryWindowInSeconds).
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

/** Runs a write command in one round trip. The driver's bulk writes encode every document twice. */
async function perform(db: Db, session: ClientSession, command: Document): Promise<{ readonly n: number }> {
  // A command does not inherit the options of its database or client.
  const { n, writeErrors = [] } = await db.command(command, { session, ignoreUndefined: true });
  for (const error of writeErrors) throw new MongoServerError(error);
  return { n };
}
