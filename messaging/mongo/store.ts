import { type MongoClient, ReadConcern } from "mongodb";
import type { Index } from "../service.ts";
import { refuseUnstorable } from "../storable.ts";
import type { Store } from "../store.ts";
import { commit, tryToStore } from "./commit.ts";
import { withDeadline } from "./deadline.ts";
import { entryMethods } from "./entries.ts";
import { explained } from "./errors.ts";
import { prepare } from "./prepare.ts";
import { readMethods } from "./reads.ts";
import { beginSoloAttempt, endSoloAttempts } from "./solo-attempts.ts";

export interface MongoStoreOptions {
  readonly client: MongoClient;
  /** Each service has a database of its own. */
  readonly database: string;
  /** The collections of business documents. */
  readonly collections: readonly string[];
  readonly indexes: readonly Index[];
  /**
   * How long the server may take to answer before it counts as away, in milliseconds.
   * @default 30_000
   */
  readonly answersWithinMs?: number;
}

/**
 * MongoDB. Each commit is one transaction with majority write concern: it survives the loss of a primary.
 * Creates its collections and indexes.
 *
 * @throws Unavailable if the server is away
 * @throws Error with the remedy if waiting cannot help: no replica set, or a conflicting index or collection
 */
export async function mongoStore(options: MongoStoreOptions): Promise<Store> {
  const { answersWithinMs = 30_000, client, database } = options;
  // Overrides the client's settings: deduplication must not read from a member that lags behind.
  const db = client.db(database, {
    ignoreUndefined: true,
    readConcern: new ReadConcern("local"),
    readPreference: "primary",
    writeConcern: { w: "majority" },
  });
  await withDeadline(answersWithinMs, prepare(client, db, options));
  const probe = () => withDeadline(answersWithinMs, tryToStore(client, db));
  const methods: Omit<Store, "close"> = {
    ...readMethods(db),
    ...entryMethods(db),
    async commit(change) {
      refuseUnstorable(change);
      await commit(client, db, change);
    },
    beginSoloAttempt: (digest, attempt) => beginSoloAttempt(db, digest, attempt),
    endSoloAttempts: (digest, attempt) => endSoloAttempts(db, digest, attempt),
  };
  /** Every method runs under the store's deadline, and rejects with an error of the port. */
  const guarded = Object.entries<Method>(methods).map(([name, method]) => {
    const guard: Method = (...args) => explained(() => withDeadline(answersWithinMs, method(...args)), probe);
    return [name, guard];
  });
  return { ...(Object.fromEntries(guarded) as typeof methods), close: () => client.close() };
}

type Method = (...args: never[]) => Promise<unknown>;
