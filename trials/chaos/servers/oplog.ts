import { type Document, type MongoClient, Timestamp } from "mongodb";
import type { ServiceName } from "#contracts/generated/events.ts";
import { services } from "#contracts/hears.ts";
import { documentOf, type ProcessedRow, processedOf, type Row } from "#messaging/mongo/rows.ts";
import type { OutboxEntry } from "#messaging/outbox-entry.ts";
import type { Change } from "#messaging/store.ts";
import type { Commit } from "#stage/narrative/commits.ts";

/** One operation of a transaction, as MongoDB replicates it. */
export interface Operation {
  readonly op: string;
  /** `database.collection` */
  readonly ns: string;
  readonly o: Document;
}

/** MongoDB's replication log: every committed operation, in order. */
export interface Oplog {
  /** The commits since the last read. */
  read(): Promise<readonly Commit[]>;
}

/** @param mongo may read the database `local` */
export async function followOplog(mongo: MongoClient): Promise<Oplog> {
  const oplog = mongo.db("local").collection("oplog.rs");
  const [newest] = await oplog.find().sort({ $natural: -1 }).limit(1).toArray();
  let since: Timestamp = newest?.ts ?? new Timestamp({ t: 0, i: 0 });
  return {
    async read() {
      const commits: Commit[] = [];
      // No further filter: MongoDB seeks to a timestamp only if the filter has nothing else.
      for await (const { o, ts } of oplog.find({ ts: { $gt: since } })) {
        since = ts;
        if (Array.isArray(o.applyOps)) commits.push(...commitsOf(o.applyOps));
      }
      return commits;
    },
  };
}

/** Reads a transaction as the commit of a service; empty if no service made it. */
export function commitsOf(operations: readonly Operation[]): readonly Commit[] {
  const service = services.find((name) => operations.some(({ ns }) => ns.startsWith(`${name}.`)));
  return service ? [{ service, change: changeOf(service, operations) }] : [];
}

function changeOf(service: ServiceName, operations: readonly Operation[]): Change {
  const into = (collection: string) =>
    operations.filter(({ ns, op }) => op === "i" && ns === `${service}.${collection}`).map(({ o }) => o);
  return {
    processed: into("processed_messages").map((row) => processedOf(row as ProcessedRow)),
    documents: operations.filter(({ op }) => op === "i" || op === "u").flatMap(documentsOf),
    outbox: into("outbox").map((row) => entryOf<OutboxEntry>(row as Row)),
    cancelled: [],
    timers: [],
    settled: [],
  };
}

/** Collections that belong to the chassis. */
export const chassisCollections: ReadonlySet<string> = new Set(["processed_messages", "outbox", "timers"]);

function documentsOf({ ns, o }: Operation): Change["documents"] {
  const collection = ns.slice(ns.indexOf(".") + 1);
  if (chassisCollections.has(collection) || collection.startsWith("$")) return [];
  const row = o as Row;
  const version = row.version ?? 0;
  return [
    { key: { collection, id: row._id }, loaded: version - 1, version, document: documentOf<object>(row) },
  ];
}

/** An outbox entry or timer, from its stored row. */
export function entryOf<Entry>({ _id, claim, order, ...entry }: Row): Entry {
  return { id: _id, ...entry } as Entry;
}
