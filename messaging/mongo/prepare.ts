// Checks the server and creates collections and indexes when a store opens, so that a configuration error
// shows at once.
import type { Db, MongoClient } from "mongodb";
import { Unstorable } from "../errors.ts";
import { retentionDays } from "../policies/retention.ts";
import type { Index } from "../service.ts";
import { codeOf, explain, whyOf } from "./errors.ts";
import { soloAttemptsCollection } from "./solo-attempts.ts";
import { whyUnfit } from "./unfit-server.ts";

interface Wanted {
  /** The collections of business documents. */
  readonly collections: readonly string[];
  readonly indexes: readonly Index[];
}

/** The store's own collections, in addition to the business documents. */
const ownCollections = ["processed_messages", "outbox", "timers", soloAttemptsCollection];

/**
 * Checks the server, and creates collections and indexes outside of any transaction: two transactions that
 * create the same collection would conflict.
 *
 * @throws Unavailable if the server is away; Error in one sentence if waiting cannot help
 */
export async function prepare(client: MongoClient, db: Db, { collections, indexes }: Wanted): Promise<void> {
  try {
    const unfit = whyUnfit(await db.command({ hello: 1 }), client.options.directConnection);
    if (unfit) throw new Error(unfit);
    const indexed = indexes.map(({ collection }) => collection);
    await createCollections(db, new Set([...ownCollections, ...collections, ...indexed]));
    await createIndexes(db, indexes);
  } catch (thrown) {
    const error = explain(thrown);
    // `Unstorable` describes a message, and there is none here.
    throw error instanceof Unstorable && thrown instanceof Error
      ? new Error(`MongoDB cannot be used for ${db.databaseName}: ${whyOf(thrown)}`, { cause: thrown })
      : error;
  }
}

async function createCollections(db: Db, wanted: ReadonlySet<string>): Promise<void> {
  const existing = new Map(
    (await db.listCollections({}, { nameOnly: false }).toArray()).map((one) => [one.name, one]),
  );
  for (const name of wanted) {
    const { options, type = "collection" } = existing.get(name) ?? {};
    if (type !== "collection" || options?.capped) {
      const kind = options?.capped ? "capped collection" : type;
      throw new Error(
        `${db.databaseName}.${name} is a ${kind} in MongoDB: rename or drop it, so that the service can create its collection`,
      );
    }
    if (options?.validator && ownCollections.includes(name)) {
      const command = `db.runCommand({ collMod: "${name}", validator: {} })`;
      throw new Error(
        `${db.databaseName}.${name} has a validator in MongoDB, which can stop the service: remove it with ${command}`,
      );
    }
    if (!existing.has(name)) await db.createCollection(name).catch(ignoreExisting);
  }
}

async function createIndexes(db: Db, indexes: readonly Index[]): Promise<void> {
  const expireAfterSeconds = retentionDays * 24 * 60 * 60;
  await createIndex(db, "processed_messages", { at: 1 }, { expireAfterSeconds });
  await createIndex(db, soloAttemptsCollection, { at: 1 }, { expireAfterSeconds });
  await createIndex(db, "outbox", { kind: 1, leasedUntil: 1, order: 1 });
  await createIndex(db, "timers", { leasedUntil: 1, dueAt: 1 });
  await createIndex(db, "timers", { name: 1 });
  for (const { collection, fields } of indexes) {
    const keys = fields.map((field, i) => [field, i === fields.length - 1 ? -1 : 1] as const);
    await createIndex(db, collection, Object.fromEntries(keys));
  }
}

async function createIndex(
  db: Db,
  collection: string,
  keys: Readonly<Record<string, 1 | -1>>,
  options: { readonly expireAfterSeconds?: number } = {},
): Promise<void> {
  const create = () => db.collection(collection).createIndex({ ...keys }, options);
  const conflict = await create().then(() => undefined, indexConflict);
  if (!conflict) return;
  const { expireAfterSeconds } = options;
  if (expireAfterSeconds !== undefined) {
    // The retention may differ between releases of this code. MongoDB applies a new one at once.
    const index = { keyPattern: keys, expireAfterSeconds };
    const changed = await db
      .command({ collMod: collection, index })
      .then(create)
      .then(
        () => true,
        () => false,
      );
    if (changed) return;
  }
  const name = Object.entries(keys).flat().join("_");
  const index = JSON.stringify(codeOf(conflict) === sameName ? name : keys);
  throw new Error(
    `MongoDB has the index ${name} of ${db.databaseName}.${collection} with other options: ` +
      `run db.${collection}.dropIndex(${index}) and start again: ${whyOf(conflict)}`,
  );
}

/** IndexOptionsConflict, IndexKeySpecsConflict. */
const sameKeys = 85;
const sameName = 86;

function indexConflict(error: unknown): Error {
  if (error instanceof Error && [sameKeys, sameName].includes(codeOf(error))) return error;
  throw error;
}

/** NamespaceExists: another instance has created it. */
function ignoreExisting(error: unknown): void {
  if (!(error instanceof Error && codeOf(error) === 48)) throw error;
}
