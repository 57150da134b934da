import { setTimeout as sleep } from "node:timers/promises";
import type { ServiceName } from "#contracts/generated/events.ts";
import { services } from "#contracts/hears.ts";
import type { RunOptions } from "#messaging/running/run-service.ts";
import { type Child, startChild } from "./processes/child.ts";
import type { Servers } from "./servers.ts";
import type { Counts } from "./tally.ts";

/** A company: one process per service. */
export interface Fleet {
  readonly children: Readonly<Record<ServiceName, Child>>;
  counts(): Promise<FleetCounts>;
  /** Keeps `most` orders under way. */
  admit(most: number): Promise<void>;
  /** Resolves when no order is under way. @throws Error if that takes more than five minutes */
  rest(): Promise<void>;
  end(): Promise<void>;
}

export type FleetCounts = Readonly<Record<ServiceName, Counts>>;

export interface FleetOptions {
  /** Part of the databases' names. */
  readonly company: string;
  readonly file: "service-process.ts" | "unguarded-process.ts" | "bare-broker-process.ts";
  /** @default the services' own settings */
  readonly run?: RunOptions;
}

/** Starts a company with its own virtual host and databases. */
export async function startFleet(servers: Servers, options: FleetOptions): Promise<Fleet> {
  const { company, file, run = {} } = options;
  const amqpUrl = await servers.freshBroker();
  const entries: [ServiceName, Child][] = await Promise.all(
    services.map(async (name): Promise<[ServiceName, Child]> => {
      const settings = { name, amqpUrl, mongoUrl: servers.mongoUrl, company, run };
      return [name, await startChild(`./${file}`, settings)];
    }),
  );
  const children = Object.fromEntries(entries) as Record<ServiceName, Child>;
  const counts = async (): Promise<FleetCounts> =>
    Object.fromEntries(
      await Promise.all(entries.map(async ([name, child]) => [name, await child.ask<Counts>("counts")])),
    );
  // Wait until orders has received the menus.
  await sleep(1_000);
  return {
    children,
    counts,
    admit: (most) => children.orders.ask("admit", { most }),
    async rest() {
      let before = -1;
      for (let waits = 0; waits < 600; waits += 1) {
        await sleep(500);
        const { messages } = totalOf(await counts());
        if (messages === before) return;
        before = messages;
      }
      throw new Error(`company ${company} did not come to rest within five minutes`);
    },
    end: async () => void (await Promise.all(entries.map(([, child]) => child.end()))),
  };
}

/** The sum over all five. */
export const totalOf = (counts: FleetCounts): Counts =>
  Object.values(counts).reduce((a, b) => ({
    deliveries: a.deliveries + b.deliveries,
    messages: a.messages + b.messages,
    batches: a.batches + b.batches,
    delivered: a.delivered + b.delivered,
    ignored: a.ignored + b.ignored,
    unexpected: a.unexpected + b.unexpected,
    cpuMs: a.cpuMs + b.cpuMs,
    rssMb: a.rssMb + b.rssMb,
  }));
