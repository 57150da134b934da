import { availableParallelism } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { hears } from "#contracts/hears.ts";
import { type Fleet, type FleetCounts, totalOf } from "./fleet.ts";
import type { HttpCustomers } from "./load/http-customers.ts";
import { machineCpuMs, usageOf } from "./processes/processes.ts";
import type { Servers } from "./servers.ts";
import type { Counts } from "./tally.ts";

/** What a company did in an interval at saturation. */
export interface Throughput {
  /**
   * Deliveries per second, divided by those of one order. Delivered orders are not counted in the interval: more of them
   * can be half done at its beginning than at its end.
   */
  readonly ordersPerSecond: number;
  readonly deliveriesPerSecond: number;
  /** Deliveries per delivered order, counted from rest to rest. */
  readonly deliveriesPerOrder: number;
  readonly messagesPerBatch: number;
  /** CPU time per order, in milliseconds, by process: the services, `rabbitmq`, `mongodb`. */
  readonly cpuMsPerOrder: Readonly<Record<string, number>>;
  /** Resident memory at the end, in MB, by process. */
  readonly rssMb: Readonly<Record<string, number>>;
  /** The share of the machine used by other processes, from 0 to 1. */
  readonly others: number;
  /** Messages that were ignored, refused, retried or parked. */
  readonly unexpected: number;
}

export interface Load {
  /** Orders under way. */
  readonly most: number;
  /** The duration of the interval. */
  readonly seconds: number;
  /** The source of orders. @default customers without HTTP */
  readonly customers?: Pick<HttpCustomers, "admit">;
}

/** Loads a company, warms it up, measures it in an interval at saturation, and lets it come to rest. */
export async function throughput(servers: Servers, fleet: Fleet, load: Load): Promise<Throughput> {
  const admit = async (most: number) => load.customers?.admit(most) ?? fleet.admit(most);
  const first = totalOf(await fleet.counts());
  await admit(load.most);
  await warmUp(fleet, load.most, first);
  const before = await look(servers, fleet);
  await sleep(load.seconds * 1_000);
  const after = await look(servers, fleet);
  await admit(0);
  await fleet.rest();
  const last = totalOf(await fleet.counts());
  return {
    ...between(before, after),
    deliveriesPerOrder: (last.deliveries - first.deliveries) / (last.delivered - first.delivered),
  };
}

/**
 * Waits until as many orders were delivered as are under way, for 2 s at least and 30 s at most. A process needs that long
 * to compile what it runs often: an interval that begins 2 s after the start charges up to twice the CPU time per order.
 */
async function warmUp(fleet: Fleet, most: number, { delivered }: Counts): Promise<void> {
  const start = performance.now();
  for (;;) {
    await sleep(250);
    const seconds = (performance.now() - start) / 1_000;
    const done = totalOf(await fleet.counts()).delivered - delivered >= most;
    if ((seconds >= 2 && done) || seconds >= 30) return;
  }
}

const cpus = availableParallelism();

/** Events that do not occur when an order goes well. */
const unusual = /menu|declined|expired|refunded|rejected|unavailable|confirmation-required|cancelled/;

/** The number of deliveries for one order that goes well. */
export const deliveriesPerOrder = Object.values(hears)
  .flat()
  .filter((type) => !unusual.test(type)).length;

interface Look {
  readonly at: number;
  readonly counts: FleetCounts;
  readonly servers: Readonly<Record<string, { readonly cpuMs: number; readonly rssMb: number }>>;
  readonly benchCpuMs: number;
  readonly machineCpuMs: number;
}

async function look({ pids }: Servers, fleet: Fleet): Promise<Look> {
  const nothing = { cpuMs: 0, rssMb: 0 };
  const of = (pid: number | undefined) => (pid === undefined ? nothing : (usageOf(pid) ?? nothing));
  const counts = await fleet.counts();
  const { user, system } = process.cpuUsage();
  return {
    at: performance.now(),
    counts,
    servers: { rabbitmq: of(pids.rabbitmq), mongodb: of(pids.mongodb) },
    benchCpuMs: (user + system) / 1_000,
    machineCpuMs: machineCpuMs(),
  };
}

const cpuBefore = (counts: FleetCounts, name: string): number =>
  Object.entries(counts).find(([service]) => service === name)?.[1].cpuMs ?? 0;

function between(a: Look, b: Look): Omit<Throughput, "deliveriesPerOrder"> {
  const seconds = (b.at - a.at) / 1_000;
  const [before, after] = [totalOf(a.counts), totalOf(b.counts)];
  const deliveries = after.deliveries - before.deliveries;
  const orders = deliveries / deliveriesPerOrder;
  const used: Record<string, number> = Object.fromEntries([
    ...Object.entries(b.counts).map(([name, { cpuMs }]) => [name, cpuMs - cpuBefore(a.counts, name)]),
    ...Object.entries(b.servers).map(([name, { cpuMs }]) => [name, cpuMs - (a.servers[name]?.cpuMs ?? 0)]),
  ]);
  const ours = Object.values(used).reduce((sum, ms) => sum + ms, b.benchCpuMs - a.benchCpuMs);
  const all = b.machineCpuMs - a.machineCpuMs;
  return {
    ordersPerSecond: orders / seconds,
    deliveriesPerSecond: deliveries / seconds,
    messagesPerBatch: (after.messages - before.messages) / Math.max(1, after.batches - before.batches),
    cpuMsPerOrder: Object.fromEntries(Object.entries(used).map(([name, ms]) => [name, ms / orders])),
    rssMb: Object.fromEntries(
      [...Object.entries(b.counts), ...Object.entries(b.servers)].map(([name, { rssMb }]) => [name, rssMb]),
    ),
    others: Math.max(0, all - ours) / (seconds * 1_000 * cpus),
    unexpected: after.unexpected - before.unexpected,
  };
}
