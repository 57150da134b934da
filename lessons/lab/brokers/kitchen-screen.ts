import { benchBroker, numbers } from "../bench-broker.ts";

export interface ScreenRun {
  readonly seed: number;
  /** How many orders come, one a second. */
  readonly orders: number;
  /** How long the screen is away, from the sixtieth order on. */
  readonly awaySeconds: number;
  /** Whether the screen's subscription has a queue. */
  readonly hasQueue: boolean;
}

const leavesAt = 60;

/** A kitchen screen subscribes to orders, and restarts once. Returns how many orders it never shows. */
export async function missedOrders({ seed, orders, awaySeconds, hasQueue }: ScreenRun): Promise<number> {
  const bench = benchBroker(seed, ["kitchen"]);
  let seen = 0;
  let leave = (): void => {};
  const show = (): void => {
    seen += 1;
  };
  async function subscribe(): Promise<void> {
    if (!hasQueue) {
      leave = bench.broker.listen(show);
      return;
    }
    const connection = bench.broker.connect("kitchen");
    leave = () => connection.drop();
    await connection.consume("kitchen", { prefetch: 10 }, ({ ack }) => {
      show();
      ack();
    });
  }

  await subscribe();
  for (const second of numbers(orders)) {
    if (second === leavesAt) leave();
    if (second === leavesAt + awaySeconds) await subscribe();
    await bench.publish([second]);
    await bench.clock.advance(1_000);
    bench.show(() => ({ missed: second + 1 - seen }));
  }
  if (leavesAt + awaySeconds >= orders) await subscribe();
  await bench.clock.advance(1_000);
  return orders - seen;
}
