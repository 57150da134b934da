import { MongoClient } from "mongodb";
import { backoff, type Clock, pause } from "../clock.ts";
import { Unavailable } from "../errors.ts";
import { harmless } from "../instance/harmless.ts";
import { clientOf } from "../mongo/client.ts";
import { Refusal } from "../mongo/errors.ts";
import { mongoStore } from "../mongo/store.ts";
import type { Index } from "../service.ts";
import type { Store } from "../store.ts";

export interface MongoDbOptions {
  readonly url: string;
  readonly database: string;
  readonly collections: readonly string[];
  readonly indexes: readonly Index[];
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Told of each attempt that failed. */
  readonly onTrouble: (why: Error) => void;
  /** Told, in one sentence, what the server should be told, though all works without. */
  readonly onConcern: (what: string) => void;
}

/** Longer than any commit takes. */
const transactionLimitSeconds = 10;

/**
 * Opens a service's database, and waits for as long as MongoDB is away.
 *
 * @throws Error saying what to do, where waiting cannot help: a URL that cannot be read or breaks a promise, a wrong password, no
 * replica set, an index with other options
 */
export async function openStore(options: MongoDbOptions): Promise<Store> {
  const { clock, collections, database, indexes, signal, url } = options;
  const onTrouble = harmless("onTrouble", options.onTrouble);
  const onConcern = harmless("onConcern", options.onConcern);
  for (let attempt = 1; ; attempt += 1) {
    // Each time a new one: a client whose first connection failed may say for ever that its topology is closed.
    const client = clientOf(url, database);
    try {
      const store = await mongoStore({ client, collections, database, indexes });
      const concern = await concernOf(client);
      if (concern) onConcern(concern);
      return store;
    } catch (error) {
      await client.close().catch(() => {});
      const mayPass = error instanceof Unavailable && !(error instanceof Refusal);
      if (!mayPass || signal.aborted) throw error;
      const hopeless = await whyHopeless(client);
      if (hopeless) throw new Error(hopeless, { cause: error });
      onTrouble(error);
      await pause(clock, backoff(attempt, Math.random()), signal);
    }
  }
}

/**
 * A server that is not the replica set that the URL names looks to the driver as if it were away. So it is asked directly, which
 * a replica set that was not initiated yet allows as well.
 */
async function whyHopeless({ options }: MongoClient): Promise<string | undefined> {
  const [host] = options.hosts;
  if (!host || !options.replicaSet) return undefined;
  const { tls } = options;
  const direct = { directConnection: true, serverSelectionTimeoutMS: 1_000, tls };
  const client = new MongoClient(`mongodb://${host}/`, direct);
  try {
    const { isreplicaset, setName } = await client.db("admin").command({ hello: 1 });
    if (isreplicaset || setName === options.replicaSet) return undefined;
    return setName === undefined
      ? `MongoDB at ${host} is no replica set, and transactions need one: start mongod with --replSet and initiate it`
      : `the replica set of MongoDB at ${host} is called ${setName}: say replicaSet=${setName} in MONGODB_URL`;
  } catch {
    return undefined;
  } finally {
    await client.close();
  }
}

/**
 * A process that is killed inside a transaction leaves it open, and locks what it wrote, until the server ends it: after 60 s by
 * default, in which every other instance meets conflicts.
 */
async function concernOf(client: MongoClient): Promise<string | undefined> {
  const question = { getParameter: 1, transactionLifetimeLimitSeconds: 1 };
  // Not everybody may ask.
  const { transactionLifetimeLimitSeconds: limit } = await client
    .db("admin")
    .command(question)
    .catch(() => ({ transactionLifetimeLimitSeconds: 0 }));
  return limit > transactionLimitSeconds
    ? `MongoDB lets a transaction of a killed process hold up others for ${limit} s: start mongod with --setParameter transactionLifetimeLimitSeconds=5`
    : undefined;
}
