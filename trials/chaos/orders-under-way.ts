import type { MongoClient } from "mongodb";
import type { PlacedOrder } from "./customers.ts";
import { endedStatuses } from "./rest.ts";

/** The accepted orders, and which of them have not ended yet. */
export interface OrdersUnderWay {
  follow(placed: PlacedOrder): void;
  /** The ids of all accepted orders. */
  known(): readonly string[];
  /**
   * Resolves when this order and every prompt order placed before `at` (milliseconds since 1970) have ended.
   *
   * @throws Error if that takes longer than `withinMs`
   */
  untilEnded(order: PlacedOrder, at: number, withinMs: number): Promise<void>;
  stop(): void;
}

const everyMs = 200;

/** Polls the orders database. */
export function followOrders(mongo: MongoClient): OrdersUnderWay {
  const known: string[] = [];
  const open = new Map<string, PlacedOrder>();
  const stopping = new AbortController();

  async function look(): Promise<void> {
    const ids = [...open.keys()];
    if (ids.length === 0) return;
    const orders = mongo.db("orders").collection<{ _id: string }>("orders");
    const over = await orders
      .find(
        { _id: { $in: ids }, status: { $in: endedStatuses } },
        { projection: { _id: 1 }, maxTimeMS: 5_000 },
      )
      .toArray();
    for (const { _id } of over) open.delete(_id);
  }

  async function watch(): Promise<void> {
    while (!stopping.signal.aborted) {
      // While the database is down, no order ends.
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
