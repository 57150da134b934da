import { setTimeout as sleep } from "node:timers/promises";
import { services } from "#contracts/hears.ts";
import { type Fleet, type FleetOptions, startFleet } from "./fleet.ts";
import { type HttpCustomers, httpCustomers } from "./load/http-customers.ts";
import { type Throughput, throughput } from "./measure.ts";
import { type Pair, startPair } from "./pair.ts";
import type { Servers } from "./servers.ts";
import { quantile } from "./statistics.ts";
import type { EventBytes } from "./tally.ts";

/** One round measures everything once, back to back, under the same conditions. */
export interface Round {
  /** The services as they are (group commit), without HTTP. */
  readonly group: Throughput;
  /** The same, with orders over HTTP. */
  readonly http: Throughput;
  /** One transaction for each message. */
  readonly single: Throughput;
  /** The same reactions without guarantees. */
  readonly unguarded: Throughput;
  /** One order at a time, without HTTP. */
  readonly groupAlone: Throughput;
  /** One order at a time, without guarantees. */
  readonly unguardedAlone: Throughput;
  /** Bare amqplib: the broker's ceiling. */
  readonly bareBroker: Throughput;
  /** Bare amqplib with one queue between two processes, in messages per second. */
  readonly barePair: number;
  /** The same commits alone: the store's ceiling, in messages per second. */
  readonly bareStore: number;
  /** One order at a time over HTTP, from the request to the delivery, in milliseconds. */
  readonly alone: { readonly p50: number; readonly p99: number };
}

export interface RoundOptions {
  readonly seconds: number;
  /** Orders measured one at a time in each round. */
  readonly alone: number;
  readonly say: (what: string) => void;
}

export interface Bench {
  round(): Promise<Round>;
  end(): Promise<void>;
}

/** Orders under way per variant: just enough for saturation. */
const under = { group: 1_000, http: 1_000, single: 100, unguarded: 250, bareBroker: 1_000 };

/** Starts four companies, which share the servers and are measured in turn. */
export async function startBench(servers: Servers, { seconds, alone, say }: RoundOptions): Promise<Bench> {
  const start = (options: FleetOptions) => {
    say(`starting five processes: ${options.company}`);
    return startFleet(servers, options);
  };
  const group = await start({ company: "group", file: "service-process.ts" });
  const single = await start({ company: "single", file: "service-process.ts", run: { maxBatch: 1 } });
  const unguarded = await start({ company: "unguarded", file: "unguarded-process.ts" });
  const bareBroker = await start({ company: "bare", file: "bare-broker-process.ts" });
  const customers = await httpCustomers(group.children.orders);
  let pair: Pair | undefined;

  async function round(): Promise<Round> {
    say("group commit, orders without HTTP");
    const inGroups = await throughput(servers, group, { most: under.group, seconds });
    say("group commit, orders over HTTP");
    const http = await throughput(servers, group, { most: under.http, seconds, customers });
    say("one order at a time");
    const latency = await oneAtATime(customers, alone);
    const groupAlone = await throughput(servers, group, { most: 1, seconds });
    say("one transaction per message");
    const one = await throughput(servers, single, { most: under.single, seconds });
    say("no guarantees");
    const none = await throughput(servers, unguarded, { most: under.unguarded, seconds });
    say("no guarantees, one order at a time");
    const unguardedAlone = await throughput(servers, unguarded, { most: 1, seconds });
    say("bare broker");
    pair ??= await startPair(servers, await handOverBytes(group, bareBroker));
    const broker = await throughput(servers, bareBroker, { most: under.bareBroker, seconds });
    say("bare broker, one queue");
    const barePair = await pair.rate(seconds);
    say("bare store");
    const bareStore = await storeAlone(group, seconds);
    return {
      group: inGroups,
      http,
      single: one,
      unguarded: none,
      groupAlone,
      unguardedAlone,
      bareBroker: broker,
      barePair,
      bareStore,
      alone: latency,
    };
  }

  return {
    round,
    async end() {
      customers.close();
      await Promise.all([group, single, unguarded, bareBroker, pair].map((one) => one?.end()));
    },
  };
}

async function oneAtATime(customers: HttpCustomers, many: number): Promise<Round["alone"]> {
  const took: number[] = [];
  for (let nth = 0; nth < many; nth += 1) {
    took.push(await customers.orderAlone());
    // Let the last notifications finish.
    await sleep(25);
  }
  return { p50: quantile(took, 0.5), p99: quantile(took, 0.99) };
}

/** Gives the bare broker the events of a real order to carry. */
async function handOverBytes(from: Fleet, to: Fleet): Promise<readonly EventBytes[]> {
  const each = await Promise.all(services.map((name) => from.children[name].ask<EventBytes[]>("bytes")));
  const bytes = each.flat();
  await Promise.all(services.map((name) => to.children[name].ask("bytes", { bytes })));
  return bytes;
}

async function storeAlone(fleet: Fleet, seconds: number): Promise<number> {
  const ms = seconds * 1_000;
  const each = await Promise.all(services.map((name) => fleet.children[name].ask<number>("replay", { ms })));
  return each.reduce((sum, messages) => sum + messages, 0) / seconds;
}
