import { setTimeout as sleep } from "node:timers/promises";
import { type Fleet, startFleet, totalOf } from "./fleet.ts";
import { type Throughput, throughput } from "./measure.ts";
import type { Servers } from "./servers.ts";

/** What an order costs in a company that has had many, and in one that has had few. */
export interface Growth {
  readonly young: readonly Throughput[];
  readonly old: readonly Throughput[];
  /** How many orders each had had when it was measured first. */
  readonly orders: { readonly young: number; readonly old: number };
}

export interface GrowthOptions {
  readonly orders: number;
  readonly say: (what: string) => void;
}

const most = 1_000;
const turns = 3;
/** MongoDB writes everything to disk once a minute: so each turn has that once. */
const seconds = 60;

/**
 * Lets one company grow, starts another one beside it, and measures both in turns: so that what is compared is their age, and not
 * how busy the machine was a quarter of an hour ago.
 */
export async function growth(servers: Servers, { orders, say }: GrowthOptions): Promise<Growth> {
  const old = await startFleet(servers, { company: "old", file: "service-process.ts" });
  await growTo(old, orders, (delivered) => say(`growing: ${delivered} of ${orders} orders`));
  const young = await startFleet(servers, { company: "young", file: "service-process.ts" });
  await growTo(young, 1_000, () => say("growing a young one"));
  const before = {
    young: totalOf(await young.counts()).delivered,
    old: totalOf(await old.counts()).delivered,
  };
  const found: { young: Throughput[]; old: Throughput[] } = { young: [], old: [] };
  for (let turn = 1; turn <= turns; turn += 1) {
    say(`old and young, turn ${turn} of ${turns}`);
    found.young.push(await throughput(servers, young, { most, seconds }));
    found.old.push(await throughput(servers, old, { most, seconds }));
  }
  await Promise.all([old.end(), young.end()]);
  return { ...found, orders: before };
}

async function growTo(fleet: Fleet, orders: number, tell: (delivered: number) => void): Promise<void> {
  await fleet.admit(most);
  for (let delivered = 0; delivered < orders; ) {
    await sleep(1_000);
    delivered = totalOf(await fleet.counts()).delivered;
    tell(delivered);
  }
  await fleet.admit(0);
  await fleet.rest();
}
