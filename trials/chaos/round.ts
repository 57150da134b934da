import { setTimeout as sleep } from "node:timers/promises";
import type { Chance } from "#trials/simulation/chance.ts";
import type { Arena } from "./company-under-test.ts";
import type { Customers, Placed } from "./customers.ts";
import type { Struck } from "./fault.ts";
import type { Round, Step } from "./plan.ts";
import type { Tally } from "./wire-watch.ts";

/** What came of one step of a round. */
export interface StepDone {
  /** The names of the faults, and how often each struck. */
  readonly struck: Readonly<Record<string, number>>;
  readonly what: string;
  /** From the end of the last fault until everything is as ever again. */
  readonly recoveredMs: number;
  readonly orders: number;
  readonly wire: Readonly<Tally>;
}

export interface RoundDone {
  readonly name: string;
  readonly steps: readonly StepDone[];
  readonly tookMs: number;
  readonly violations: readonly string[];
  /** What could not be done to the company, which is no fault of the company's. */
  readonly stumbled?: string;
}

export interface RoundOptions {
  readonly perSecond: number;
  readonly draw: Chance;
  /** How long the company may take to come to rest. */
  readonly restWithinMs: number;
  /** No strike begins after that, in milliseconds since 1970. */
  readonly until: number;
  readonly say: (what: string) => void;
}

/** Longer than this nothing may take to recover. */
const recoverWithinMs = 10 * 60_000;

/** Lets customers come, strikes, waits each time until the company has recovered, and at the end until it is at rest. */
export async function play(arena: Arena, { name, steps }: Round, options: RoundOptions): Promise<RoundDone> {
  const { draw, perSecond, restWithinMs, say, until } = options;
  const began = Date.now();
  const customers = arena.open(perSecond);
  const done: StepDone[] = [];
  const broken: string[] = [];
  let stumbled: string | undefined;
  await sleep(2_000);
  for (const step of steps) {
    await sleep(draw.whole(200, 1_200));
    if (Date.now() > until) break;
    say(`${name}: ${step.map((fault) => fault.name).join(" + ")} (${done.length + 1} of ${steps.length})`);
    try {
      done.push(await strike(arena, step, customers, draw));
    } catch (error) {
      const why = `${step.map((fault) => fault.name).join(" + ")}: ${error instanceof Error ? error.message : error}`;
      if (error instanceof Stumbled) stumbled = why;
      else broken.push(`it recovers: ${why}`);
      say(`${why}\n`);
      break;
    }
  }
  say(`${name}: coming to rest`);
  await customers.stop();
  // Who could not be started again cannot come to rest either, and there is nothing to be said about the company.
  const violations = stumbled === undefined ? [...broken, ...(await arena.verdict(restWithinMs))] : broken;
  for (const instance of arena.instances) arena.clocks.set(instance, 0);
  const tookMs = Date.now() - began;
  return { name, steps: done, tookMs, violations, ...(stumbled === undefined ? {} : { stumbled }) };
}

/** A fault could not strike. */
class Stumbled extends Error {
  override readonly name = "Stumbled";
}

async function strike(arena: Arena, step: Step, customers: Customers, draw: Chance): Promise<StepDone> {
  const { network, orders, placed } = arena;
  const [ordersBefore, before] = [placed(), network.tally()];
  const all = await allOf(
    step.map(async (fault): Promise<[string, Struck]> => [fault.name, await fault.strike(arena, draw)]),
  ).catch((error) => {
    throw new Stumbled(error instanceof Error ? error.message : String(error), { cause: error });
  });
  const endedAt = Math.max(...all.map(([, struck]) => struck.endedAt));
  const next = await nextOrder(customers, endedAt + recoverWithinMs);
  await orders.untilEnded(next, endedAt, recoverWithinMs);
  const after = network.tally();
  return {
    struck: Object.fromEntries(all.map(([name, { times }]) => [name, times])),
    what: all.map(([name, { what }]) => `${name}: ${what}`).join("; "),
    recoveredMs: Date.now() - endedAt,
    orders: placed() - ordersBefore,
    wire: {
      deliveries: after.deliveries - before.deliveries,
      duplicates: after.duplicates - before.duplicates,
      retries: after.retries - before.retries,
      parked: after.parked - before.parked,
    },
  };
}

/** Customers give up after two minutes; whoever looks on does not, for a machine may be busy with other things. */
async function nextOrder(customers: Customers, until: number): Promise<Placed> {
  for (;;) {
    try {
      return await customers.orders();
    } catch (error) {
      if (Date.now() > until) throw error;
    }
  }
}

/** Like Promise.all, but when one fails the others are let finish: they have something to undo. */
async function allOf<T>(work: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
