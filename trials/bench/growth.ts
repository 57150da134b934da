import { setTimeout as sleep } from "node:timers/promises";
import { type Fleet, startFleet, totalOf } from "./fleet.ts";
import { type Throughput, throughput } from "./measure.ts";
import type { Servers } from "./servers.ts";

/** The cost of an order in a company with many orders, and in one with few. */
export interface Growth {
  readonly fresh: readonly Throughput[];
  readonly old: readonly Throughput[];
  /** How many orders each had before its first measurement. */
  readonly orders: { readonly fresh: number; readonly old: number };
}

export interface GrowthOptions {
  readonly orders: number;
  readonly say: (what: string) => void;
}

const most = 1_000;
const turns = 3;
/** MongoDB writes a checkpoint once a minute, so each turn includes one. */
const seconds = 60;

/**
 * Lets one company grow, starts a second one, and measures both in turns. So the comparison shows the effect of their size, not
 * how busy the machine was earlier.
 */
export async function growth(servers: Servers, { orders, say }: GrowthOptions): Promise<Growth> {
  const old = await startFleet(servers, { company: "old", file: "service-process.ts" });
  await growTo(old, orders, (delivered) => say(`growing: ${delivered} of ${orders} orders`));
  const fresh = await startFleet(servers, { company: "young", file: "service-process.ts" });
  await growTo(fresh, 1_000, () => say("starting a new company"));
  const before = {
    fresh: totalOf(await fresh.counts()).delivered,
    old: totalOf(await old.counts()).delivered,
  };
  const found: { fresh: Throughput[]; old: Throughput[] } = { fresh: [], old: [] };
  for (let turn = 1; turn <= turns; turn += 1) {
    say(`old and new company, turn ${turn} of ${turns}`);
    found.fresh.push(await throughput(servers, fresh, { most, seconds }));
    found.old.push(await throughput(servers, old, { most, seconds }));
  }
  await Promise.all([old.end(), fresh.end()]);
  return { ...found, orders: before };
}

async function growTo(fleet: Fleet, orders: number, onProgress: (delivered: number) => void): Promise<void> {
  await fleet.admit(most);
  for (let delivered = 0; delivered < orders; ) {
    await sleep(1_000);
    delivered = totalOf(await fleet.counts()).delivered;
    onProgress(delivered);
  }
  await fleet.admit(0);
  await fleet.rest();
}
