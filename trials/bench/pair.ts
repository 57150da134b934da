import { setTimeout as sleep } from "node:timers/promises";
import { startChild } from "./processes/child.ts";
import type { Servers } from "./servers.ts";
import type { EventBytes } from "./tally.ts";

/** Two processes connected by one queue. */
export interface Pair {
  /** Messages per second that are published, confirmed, consumed and acknowledged. */
  rate(seconds: number): Promise<number>;
  end(): Promise<void>;
}

/** The broker's ceiling without fan-out: each delivery costs one publication. */
export async function startPair(servers: Servers, bytes: readonly EventBytes[]): Promise<Pair> {
  const amqpUrl = await servers.freshBroker();
  const start = (role: "publishes" | "consumes") =>
    startChild("./bare-pair-process.ts", { amqpUrl, role, bytes });
  const [publisher, consumer] = await Promise.all([start("publishes"), start("consumes")]);
  return {
    async rate(seconds) {
      await publisher.ask("start");
      await sleep(2_000);
      const began = performance.now();
      const before = await consumer.ask<number>("consumed");
      await sleep(seconds * 1_000);
      const after = await consumer.ask<number>("consumed");
      const took = (performance.now() - began) / 1_000;
      await publisher.ask("stop");
      await sleep(500);
      return (after - before) / took;
    },
    end: async () => void (await Promise.all([publisher.end(), consumer.end()])),
  };
}
