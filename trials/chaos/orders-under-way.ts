import type { MongoClient } from "mongodb";
import type { Placed } from "./customers.ts";
import { ended } from "./rest.ts";

/** The orders that customers know of, and which of them have not ended yet. */
export interface OrdersUnderWay {
  follow(placed: Placed): void;
  /** The ids of all. */
  known(): readonly string[];
  /**
   * Resolves when this order has ended, and every prompt one that was placed before `at` (milliseconds since 1970).
   *
   * @throws Error when that takes longer than `withinMs`
   */
  untilEnded(order: Placed, at: number, withinMs: number): Promise<void>;
  stop(): void;
}

const everyMs = 200;

/** Looks into the database of orders all the time. */
export function followOrders(mongo: MongoClient): OrdersUnderWay {
  const known: string[] = [];
  const open = new Map<string, Placed>();
  const stopping = new AbortController();

  async function look(): Promise<void> {
    const ids = [...open.keys()];
    if (ids.length === 0) return;
    const orders = mongo.db("orders").collection<{ _id: string }>("orders");
    const over = await orders
      .find({ _id: { $in: ids }, status: { $in: ended } }, { projection: { _id: 1 }, maxTimeMS: 5_000 })
      .toArray();
    for (const { _id } of over) open.delete(_id);
  }

  async function watch(): Promise<void> {
    while (!stopping.signal.aborted) {
      // While the database is away nothing ends.
      await look().catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  }

  void watch();
  return {
    follow(placed) {
      known.push(placed.orderId);
      open.set(placed.orderId, placed);
    },
    known: () => known,
    async untilEnded(order, before, withinMs) {
      const late = () =>
        open.has(order.orderId) || [...open.values()].some(({ at, prompt }) => prompt && at < before);
      for (const deadline = Date.now() + withinMs; late(); ) {
        if (Date.now() > deadline)
          throw new Error(`orders have not ended ${withinMs / 1_000} s after the fault`);
        await new Promise((resolve) => setTimeout(resolve, everyMs / 2));
      }
    },
    stop: () => stopping.abort(),
  };
}
