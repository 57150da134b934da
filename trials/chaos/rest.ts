import type { MongoClient } from "mongodb";
import { services } from "#contracts/hears.ts";
import { count } from "#stage/narrative/text/words.ts";
import type { DeploymentObserver } from "#stage/remote/observer.ts";

export interface RestOptions {
  readonly mongo: MongoClient;
  readonly observer: DeploymentObserver;
}

interface Activity {
  /** Work that can still progress by itself. */
  readonly moving: readonly string[];
  /** Work that only progresses through something in `moving`. */
  readonly waiting: readonly string[];
}

async function findActivity({ observer, mongo }: RestOptions): Promise<Activity> {
  const { underWay } = await observer.queues();
  const open = await mongo
    .db("orders")
    .collection("orders")
    .countDocuments({ status: { $nin: endedStatuses } });
  const left = await Promise.all(
    services.flatMap((service) => [
      countIn(mongo, service, "outbox", "entries in the outbox"),
      countIn(mongo, service, "timers", "timers"),
    ]),
  );
  return {
    moving: [
      ...(underWay > 0 ? [`${count(underWay, "message")} in inboxes and retry tiers`] : []),
      ...left.flat(),
    ],
    waiting: open > 0 ? [`${count(open, "order")} not ended`] : [],
  };
}

export const endedStatuses = ["delivered", "cancelled"];

async function countIn(
  mongo: MongoClient,
  service: string,
  collection: string,
  what: string,
): Promise<readonly string[]> {
  const count = await mongo.db(service).collection(collection).countDocuments();
  return count > 0 ? [`${service}: ${count} ${what}`] : [];
}

/** After this time without activity, nothing will move: no commit or acknowledgement takes longer. */
const stillMs = 120_000;

/** Waits until the company is at rest. Returns the work left after `withinMs`, or once everything is stuck; empty at rest. */
export async function waitForRest(options: RestOptions, withinMs: number): Promise<readonly string[]> {
  const deadline = Date.now() + withinMs;
  for (let movedAt = Date.now(); ; ) {
    const { moving, waiting } = await findActivity(options).catch((error) => ({
      moving: [String(error)],
      waiting: [],
    }));
    if (moving.length + waiting.length === 0) return [];
    if (moving.length > 0) movedAt = Date.now();
    if (Date.now() > deadline || Date.now() - movedAt > stillMs) return [...moving, ...waiting];
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
