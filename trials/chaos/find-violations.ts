import type { MongoClient } from "mongodb";
import type { ServiceName } from "#contracts/generated/events.ts";
import { services } from "#contracts/hears.ts";
import type { Dump } from "#messaging/memory/store.ts";
import { documentOf, type ProcessedRow, processedOf, type Row } from "#messaging/mongo/rows.ts";
import type { OutboxEntry } from "#messaging/outbox-entry.ts";
import type { Versioned } from "#messaging/store.ts";
import type { Timer } from "#messaging/timer.ts";
import { type Evidence, violationsOf } from "#stage/guarantees/invariants.ts";
import { type Commit, eventsOf } from "#stage/narrative/commits.ts";
import type { Deployment } from "#stage/remote/deployment.ts";
import { ledgerOf } from "#stage/remote/violations.ts";
import { chassisCollections, entryOf } from "./servers/oplog.ts";
import type { Queues } from "./servers/queues.ts";

export interface FindViolationsOptions {
  readonly mongo: MongoClient;
  readonly queues: Queues;
  readonly deployment: Pick<Deployment, "providerUrl">;
  /** All commits since the company started. */
  readonly commits: readonly Commit[];
  /** The ids of the accepted orders. */
  readonly placed: readonly string[];
  readonly poisoned: Evidence["poisoned"];
}

/** Checks the invariants of the stage against the real databases and queues, and the provider's ledger. */
export async function findViolations(options: FindViolationsOptions): Promise<readonly string[]> {
  const { commits, deployment, mongo, placed, poisoned, queues } = options;
  const dumps = await Promise.all(services.map(async (name) => [name, await dump(mongo, name)] as const));
  const databases = Object.fromEntries(dumps) as Record<ServiceName, Dump>;
  const look = await queues.look();
  const known = databases.orders.documents.orders ?? {};
  const evidence: Evidence = {
    databases,
    broker: { queue: (name) => look.get(name) ?? { ready: 0, unacked: 0, messages: [] } },
    ledger: await ledgerOf(deployment),
    commits,
    events: eventsOf(commits),
    poisoned,
  };
  return [
    ...violationsOf(evidence),
    ...placed
      .filter((orderId) => !known[orderId])
      .map((orderId) => `each order that was accepted exists: order ${orderId} does not`),
  ];
}

async function dump(mongo: MongoClient, service: ServiceName): Promise<Dump> {
  const db = mongo.db(service);
  const rows = async (collection: string) => db.collection<Row>(collection).find().toArray();
  const names = (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name);
  const documents: Record<string, Record<string, Versioned>> = {};
  for (const name of names.filter((name) => !chassisCollections.has(name))) {
    documents[name] = Object.fromEntries(
      (await rows(name)).map((row) => [
        row._id,
        { version: row.version ?? 0, document: documentOf<object>(row) },
      ]),
    );
  }
  return {
    documents,
    processed: (await db.collection<ProcessedRow>("processed_messages").find().toArray()).map(processedOf),
    outbox: (await rows("outbox")).map((row) => entryOf<OutboxEntry>(row)),
    timers: (await rows("timers")).map((row) => entryOf<Timer>(row)),
  };
}

/** Invariants whose violation means a loss; the others mean a wrong effect. */
const lossPattern = /^(every order is delivered|every consumer handles)/;

/** How many of the violations mean a loss. */
export const countLost = (violations: readonly string[]): number =>
  violations.filter((violation) => lossPattern.test(violation)).length;
