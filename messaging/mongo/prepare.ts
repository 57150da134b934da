// What is made and checked when a store is opened, so that what is wrong with the configuration is said at once.
import type { Db, MongoClient } from "mongodb";
import { Unstorable } from "../errors.ts";
import type { Index } from "../service.ts";
import { codeOf, explain, whyOf } from "./errors.ts";
import { trialsCollection } from "./trials.ts";

export interface Prepared {
  readonly client: MongoClient;
  readonly db: Db;
  readonly collections: readonly string[];
  readonly indexes: readonly Index[];
}

/** How long it is remembered that a message was handled, in days: longer than the longest outage, all retries and a redrive. */
const rememberDays = 14;

/** What the store keeps beside the business documents. */
const own = ["processed_messages", "outbox", "timers", trialsCollection];

/**
 * Checks the server, and makes collections and indexes: in a transaction, two instances that made the same collection would get into
 * each other's way.
 *
 * @throws Unavailable when the server is away; Error in one sentence where waiting cannot help
 */
export async function prepare({ client, collections, db, indexes }: Prepared): Promise<void> {
  try {
    const unfit = whyUnfit(await db.command({ hello: 1 }), client.options.directConnection);
    if (unfit) throw new Error(unfit);
    await createCollections(
      db,
      new Set([...own, ...collections, ...indexes.map(({ collection }) => collection)]),
    );
    await createIndexes(db, indexes);
  } catch (thrown) {
    const error = explain(thrown);
    // "Will not store this" is said of messages.
    throw error instanceof Unstorable && thrown instanceof Error
      ? new Error(`MongoDB cannot be used for ${db.databaseName}: ${whyOf(thrown)}`, { cause: thrown })
      : error;
  }
}

/** What a member says of itself in `hello`. */
interface Hello {
  readonly setName?: string;
  readonly msg?: string;
  readonly hosts?: readonly string[];
  readonly maxWireVersion?: number;
}

/** The wire version of MongoDB 5.0, the first to store names with `$` and `.` as they are. */
const mongoDb5 = 13;

/** Why a server will never do, in one sentence. */
export function whyUnfit(hello: Hello, isDirect: boolean): string | undefined {
  const { hosts = [], maxWireVersion = 0, msg, setName } = hello;
  if (!setName && msg !== "isdbgrid") {
    return "MongoDB is no replica set, and transactions need one: start mongod with --replSet and initiate it";
  }
  if (maxWireVersion < mongoDb5) return "MongoDB is older than 5.0: start a newer one";
  if (isDirect && hosts.length > 1) {
    return `directConnection=true in MONGODB_URL would stay with one member when another becomes the primary: say replicaSet=${setName} and name its members (${hosts.join(", ")})`;
  }
  return undefined;
}

async function createCollections(db: Db, wanted: ReadonlySet<string>): Promise<void> {
  const there = new Map(
    (await db.listCollections({}, { nameOnly: false }).toArray()).map((one) => [one.name, one]),
  );
  for (const name of wanted) {
    const { options, type = "collection" } = there.get(name) ?? {};
    if (type !== "collection" || options?.capped) {
      const kind = options?.capped ? "capped collection" : type;
      throw new Error(
        `${db.databaseName}.${name} is a ${kind} in MongoDB: rename or drop it, so that a collection can be made`,
      );
    }
    if (options?.validator && own.includes(name)) {
      const command = `db.runCommand({ collMod: "${name}", validator: {} })`;
      throw new Error(
        `${db.databaseName}.${name} has a validator in MongoDB, and what it refuses stops the service: take it out with ${command}`,
      );
    }
    if (!there.has(name)) await db.createCollection(name).catch(unlessMade);
  }
}

async function createIndexes(db: Db, indexes: readonly Index[]): Promise<void> {
  const expireAfterSeconds = rememberDays * 24 * 60 * 60;
  await createIndex(db, "processed_messages", { at: 1 }, { expireAfterSeconds });
  await createIndex(db, trialsCollection, { at: 1 }, { expireAfterSeconds });
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
  const differs = await create().then(() => undefined, unlessDifferent);
  if (!differs) return;
  const { expireAfterSeconds } = options;
  if (expireAfterSeconds !== undefined) {
    // How long is remembered may change from one version of this code to the next. MongoDB takes the new time over at once.
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
  const which = JSON.stringify(codeOf(differs) === sameName ? name : keys);
  throw new Error(
    `MongoDB has the index ${name} of ${db.databaseName}.${collection} with other options: start again after db.${collection}.dropIndex(${which}): ${whyOf(differs)}`,
  );
}

/** IndexOptionsConflict, IndexKeySpecsConflict. */
const sameKeys = 85;
const sameName = 86;

function unlessDifferent(error: unknown): Error {
  if (error instanceof Error && [sameKeys, sameName].includes(codeOf(error))) return error;
  throw error;
}

/** NamespaceExists: another instance was faster. */
function unlessMade(error: unknown): void {
  if (!(error instanceof Error && codeOf(error) === 48)) throw error;
}
