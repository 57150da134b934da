import { availableParallelism } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { hears } from "#contracts/hears.ts";
import { type Fleet, type FleetCounts, totalOf } from "./fleet.ts";
import type { HttpCustomers } from "./http-customers.ts";
import { machineCpuMs, usageOf } from "./processes.ts";
import type { Servers } from "./servers.ts";

/** What a company did in a stretch of time at saturation. */
export interface Throughput {
  /** Orders delivered at the door, in the same stretch as everything else. */
  readonly ordersPerSecond: number;
  readonly deliveriesPerSecond: number;
  /** Whether the stretch has as many orders at its end as at its beginning, each as far on its way: whole waves. */
  readonly wholeWaves: boolean;
  readonly messagesPerBatch: number;
  /** CPU time for one order, in milliseconds, by process: the services, `rabbitmq`, `mongodb`. */
  readonly cpuMsPerOrder: Readonly<Record<string, number>>;
  /** Resident memory at the end, in MB, by process. */
  readonly rssMb: Readonly<Record<string, number>>;
  /** The share of the machine that went to processes which are none of ours, from 0 to 1. */
  readonly others: number;
  /** Messages that were ignored, refused, retried or parked. */
  readonly odd: number;
}

export interface Load {
  /** Orders under way. */
  readonly most: number;
  /** At least so long; the stretch ends with the wave that is under way then. */
  readonly seconds: number;
  /** Who lets orders in. Default: the company's own door. */
  readonly customers?: Pick<HttpCustomers, "admit">;
}

/** A company needs so long to be as fast as it can be, in seconds. */
const warmUp = 2;
/** A wave that takes longer than that is not waited for, in seconds. */
const longestWave = 60;

/**
 * Loads a company, and measures it from the end of one wave to the end of another: orders that were let in together arrive together,
 * so that a stretch which begins in the middle of a wave has one end more than it has beginnings.
 */
export async function throughput(servers: Servers, fleet: Fleet, load: Load): Promise<Throughput> {
  const admit = async (most: number) => load.customers?.admit(most) ?? fleet.admit(most);
  const { delivered: first } = totalOf(await fleet.counts());
  await admit(load.most);
  const isWarm = await untilWaveEnds(fleet, { first, most: load.most, after: warmUp });
  const before = await look(servers, fleet);
  const isWhole = await untilWaveEnds(fleet, { first, most: load.most, after: load.seconds });
  const after = await look(servers, fleet);
  await admit(0);
  await fleet.rest();
  return { ...between(before, after), wholeWaves: isWarm && isWhole };
}

/** Waits for the end of the wave that is under way after so many seconds. Says whether it came. */
async function untilWaveEnds(
  fleet: Fleet,
  { first, most, after }: { readonly first: number; readonly most: number; readonly after: number },
): Promise<boolean> {
  const began = performance.now();
  const waves = async () => wavesOf(totalOf(await fleet.counts()).delivered - first, most);
  await sleep(after * 1_000);
  const before = await waves();
  while (performance.now() - began < (after + longestWave) * 1_000) {
    await sleep(100);
    if ((await waves()) > before) return true;
  }
  return false;
}

/** How many times as many orders have been delivered as are under way. */
export const wavesOf = (delivered: number, most: number): number => Math.floor(delivered / most);

const cpus = availableParallelism();

/** What nobody hears in the life of an order that goes well. */
const unusual = /menu|declined|expired|refunded|rejected|unavailable|confirmation-required|cancelled/;

/** Events that the broker delivers for one order that goes well. */
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

function between(a: Look, b: Look): Omit<Throughput, "wholeWaves"> {
  const seconds = (b.at - a.at) / 1_000;
  const [before, after] = [totalOf(a.counts), totalOf(b.counts)];
  const deliveries = after.deliveries - before.deliveries;
  // Orders at the end of the stretch are half done: what was done for them is counted too.
  const orders = deliveries / deliveriesPerOrder;
  const used: Record<string, number> = Object.fromEntries([
    ...Object.entries(b.counts).map(([name, { cpuMs }]) => [name, cpuMs - cpuBefore(a.counts, name)]),
    ...Object.entries(b.servers).map(([name, { cpuMs }]) => [name, cpuMs - (a.servers[name]?.cpuMs ?? 0)]),
  ]);
  const ours = Object.values(used).reduce((sum, ms) => sum + ms, b.benchCpuMs - a.benchCpuMs);
  const all = b.machineCpuMs - a.machineCpuMs;
  return {
    ordersPerSecond: (after.delivered - before.delivered) / seconds,
    deliveriesPerSecond: deliveries / seconds,
    messagesPerBatch: (after.messages - before.messages) / Math.max(1, after.batches - before.batches),
    cpuMsPerOrder: Object.fromEntries(Object.entries(used).map(([name, ms]) => [name, ms / orders])),
    rssMb: Object.fromEntries(
      [...Object.entries(b.counts), ...Object.entries(b.servers)].map(([name, { rssMb }]) => [name, rssMb]),
    ),
    others: Math.max(0, all - ours) / (seconds * 1_000 * cpus),
    odd: after.odd - before.odd,
  };
}
