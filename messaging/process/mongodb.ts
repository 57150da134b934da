import { MongoClient } from "mongodb";
import { backoff } from "../backoff.ts";
import { type Clock, pause } from "../clock.ts";
import { Unavailable } from "../errors.ts";
import { harmless } from "../instance/observer-failures.ts";
import { clientOf } from "../mongo/client.ts";
import { Refusal } from "../mongo/errors.ts";
import { type MongoStoreOptions, mongoStore } from "../mongo/store.ts";
import type { Store } from "../store.ts";

export interface MongoDbOptions extends Omit<MongoStoreOptions, "client" | "answersWithinMs"> {
  readonly url: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Called for each failed attempt. */
  readonly onTrouble: (why: Error) => void;
  /** Called with a sentence about a server setting that works, but should be changed. */
  readonly onWarning: (warning: string) => void;
}

/** The highest transaction limit without a warning; every commit is faster. */
const maxTransactionSeconds = 10;

/**
 * Opens a service's database. While MongoDB is away, it keeps trying.
 *
 * @throws Error with the remedy if waiting cannot help: an invalid URL, an option that breaks a guarantee, a
 * wrong password, no replica set, an index with other options
 */
export async function openStore(options: MongoDbOptions): Promise<Store> {
  const { clock, collections, database, indexes, signal, url } = options;
  const onTrouble = harmless("onTrouble", options.onTrouble);
  const onWarning = harmless("onWarning", options.onWarning);
  for (let attempt = 1; ; attempt += 1) {
    // A new client each time: after a failed first connection, one may report a closed topology forever.
    const client = clientOf(url, database);
    try {
      const store = await mongoStore({ client, collections, database, indexes });
      const warning = await warningAbout(client);
      if (warning) onWarning(warning);
      return store;
    } catch (error) {
      await client.close().catch(() => {});
      const isTransient = error instanceof Unavailable && !(error instanceof Refusal);
      if (!isTransient || signal.aborted) throw error;
      const mismatch = await replicaSetMismatch(client);
      if (mismatch) throw new Error(mismatch, { cause: error });
      onTrouble(error);
      await pause(clock, backoff(attempt, Math.random()), signal);
    }
  }
}

/**
 * Asks the server directly which replica set it belongs to. To the driver, a server of another replica set
 * looks as if it were away. A replica set that is not initiated yet is no mismatch.
 */
async function replicaSetMismatch({ options }: MongoClient): Promise<string | undefined> {
  const [host] = options.hosts;
  if (!host || !options.replicaSet) return undefined;
  const { tls } = options;
  const direct = { directConnection: true, serverSelectionTimeoutMS: 1_000, tls };
  const client = new MongoClient(`mongodb://${host}/`, direct);
  try {
    const { isreplicaset, setName } = await client.db("admin").command({ hello: 1 });
    if (isreplicaset || setName === options.replicaSet) return undefined;
    return setName === undefined
      ? `MongoDB at ${host} is not a replica set, and transactions need one: ` +
          "start mongod with --replSet, and initiate the replica set"
      : `the replica set of MongoDB at ${host} is named ${setName}: set replicaSet=${setName} in MONGODB_URL`;
  } catch {
    return undefined;
  } finally {
    await client.close();
  }
}

/**
 * A process that is killed inside a transaction leaves it open. Until the server aborts it, by default after
 * 60 s, other instances that write the same documents get conflicts.
 */
async function warningAbout(client: MongoClient): Promise<string | undefined> {
  // Reading the parameter needs a role that the service may not have.
  const { transactionLifetimeLimitSeconds: limit } = await client
    .db("admin")
    .command({ getParameter: 1, transactionLifetimeLimitSeconds: 1 })
    .catch(() => ({ transactionLifetimeLimitSeconds: 0 }));
  if (limit <= maxTransactionSeconds) return undefined;
  return (
    `MongoDB lets the transaction of a killed process block others for ${limit} s: ` +
    "start mongod with --setParameter transactionLifetimeLimitSeconds=5"
  );
}
