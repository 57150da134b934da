import { type ClientSession, type Db, type Document, type MongoClient, MongoServerError } from "mongodb";
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
  inTransaction(client, db, (transaction) => write(transaction, change));

/**
 * Inserts and deletes a row in one transaction: fails if MongoDB refuses everything, not just one message.
 *
 * @throws the driver's errors
 */
export const tryToStore = (client: MongoClient, db: Db): Promise<void> =>
  inTransaction(client, db, async (transaction) => {
    const row = { _id: `probe/${crypto.randomUUID()}`, at: new Date() };
    await insert(transaction, "processed_messages", [row]);
    await perform(transaction, { delete: "processed_messages", deletes: [deletion(row._id)] });
  });

interface Transaction {
  readonly db: Db;
  readonly session: ClientSession;
}

type Work = (transaction: Transaction) => Promise<void>;

async function inTransaction(client: MongoClient, db: Db, work: Work): Promise<void> {
  const session = client.startSession();
  try {
    session.startTransaction({
      readConcern: { level: "snapshot" },
      readPreference: "primary",
      writeConcern: { w: "majority" },
    });
    try {
      await work({ db, session });
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
async function write(to: Transaction, change: Change): Promise<void> {
  await insert(to, "processed_messages", change.processed.map(processedRow));
  for (const [collection, saved] of byCollection(change.documents, ({ key }) => key.collection)) {
    const created = saved.filter(({ loaded }) => loaded === 0);
    await insert(to, collection, created.map(documentRow));
    const changed = saved.filter(({ loaded }) => loaded > 0);
    await replace(to, collection, changed);
  }
  await insert(to, "outbox", change.outbox.map(entryRow));
  await removeEntries(to, change);
  await insert(to, "timers", change.timers.map(entryRow));
}

/**
 * Removes settled entries and cancelled timers. Looks for settled timers only if the outbox lacks some ids.
 */
async function removeEntries(from: Transaction, { settled, cancelled }: Change): Promise<void> {
  const byId = settled.map(deletion);
  const byName = { q: { name: { $in: cancelled } }, limit: 0 };
  const found = byId.length > 0 ? await perform(from, { delete: "outbox", deletes: byId }) : { n: 0 };
  const deletes = [...(found.n < byId.length ? byId : []), ...(cancelled.length > 0 ? [byName] : [])];
  if (deletes.length > 0) await perform(from, { delete: "timers", deletes });
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
async function replace(to: Transaction, collection: string, saved: Change["documents"]): Promise<void> {
  if (saved.length === 0) return;
  const checksFirst = saved.length >= minToCheckFirst;
  if (checksFirst && !(await areCurrent(to, collection, saved))) throw conflictIn(collection);
  const updates = saved.map((one) => ({
    q: checksFirst ? { _id: one.key.id } : { _id: one.key.id, version: one.loaded },
    u: documentRow(one),
  }));
  const { n } = await perform(to, { update: collection, updates });
  if (n !== updates.length) throw conflictIn(collection);
}

async function areCurrent({ db, session }: Transaction, collection: string, saved: Change["documents"]) {
  const ids = saved.map(({ key }) => key.id);
  const rows = await allOf(db.collection<Row>(collection), ids, { session, projection: { version: 1 } });
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

async function insert(to: Transaction, collection: string, rows: readonly object[]): Promise<void> {
  if (rows.length > 0) await perform(to, { insert: collection, documents: rows });
}

/** Runs a write command in one round trip. The driver's bulk writes encode every document twice. */
async function perform({ db, session }: Transaction, command: Document): Promise<{ readonly n: number }> {
  // A command does not inherit the options of its database or client.
  const { n, writeErrors = [] } = await db.command(command, { session, ignoreUndefined: true });
  for (const error of writeErrors) throw new MongoServerError(error);
  return { n };
}
