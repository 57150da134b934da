import type { MongoClient } from "mongodb";
import { services } from "#contracts/topology.ts";
import type { Listener } from "#stage/remote/listener.ts";

export interface RestOptions {
  readonly mongo: MongoClient;
  readonly listener: Listener;
}

interface Unrest {
  /** What may still move by itself, one sentence each. */
  readonly moving: readonly string[];
  /** What only something that moves can bring to an end. */
  readonly waiting: readonly string[];
}

async function unrest({ listener, mongo }: RestOptions): Promise<Unrest> {
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
  return {
    moving: [...(underWay > 0 ? [`${underWay} messages in inboxes and retry tiers`] : []), ...left.flat()],
    waiting: open > 0 ? [`${open} orders that have not ended`] : [],
  };
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

/** When nothing has moved for so long, nothing will: no commit takes longer, and no acknowledgement. */
const stillMs = 120_000;

/** Waits until nothing moves any more; what is left after `withinMs`, or when all stands still, is told. Empty at rest. */
export async function untilRest(options: RestOptions, withinMs: number): Promise<readonly string[]> {
  const deadline = Date.now() + withinMs;
  for (let movedAt = Date.now(); ; ) {
    const { moving, waiting } = await unrest(options).catch((error) => ({
      moving: [String(error)],
      waiting: [],
    }));
    if (moving.length + waiting.length === 0) return [];
    if (moving.length > 0) movedAt = Date.now();
    if (Date.now() > deadline || Date.now() - movedAt > stillMs) return [...moving, ...waiting];
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
