import type { MongoClient } from "mongodb";
import { services } from "#contracts/topology.ts";
import type { Listener } from "#stage/remote/listener.ts";

export interface RestOptions {
  readonly mongo: MongoClient;
  readonly listener: Listener;
}

/** What still moves in the company, one sentence each; empty when it is at rest. */
export async function unrest({ listener, mongo }: RestOptions): Promise<readonly string[]> {
  const { underWay } = await listener.queues();
  const open = await mongo
    .db("orders")
    .collection("orders")
    .countDocuments({ status: { $nin: ended } });
  const left = await Promise.all(
    services.flatMap((service) => [
      countIn(mongo, service, "outbox", "entries in the outbox"),
      countIn(mongo, service, "timers", "timers"),
    ]),
  );
  return [
    ...(underWay > 0 ? [`${underWay} messages in inboxes and retry tiers`] : []),
    ...(open > 0 ? [`${open} orders that have not ended`] : []),
    ...left.flat(),
  ];
}

export const ended = ["delivered", "cancelled"];

async function countIn(
  mongo: MongoClient,
  service: string,
  collection: string,
  what: string,
): Promise<readonly string[]> {
  const count = await mongo.db(service).collection(collection).countDocuments();
  return count > 0 ? [`${service}: ${count} ${what}`] : [];
}

/** Waits until nothing moves any more; what still does after `withinMs`, empty when it came to rest. */
export async function untilRest(options: RestOptions, withinMs: number): Promise<readonly string[]> {
  for (const deadline = Date.now() + withinMs; ; ) {
    const moving = await unrest(options).catch((error: unknown) => [String(error)]);
    if (moving.length === 0 || Date.now() > deadline) return moving;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
