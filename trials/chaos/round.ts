import { setTimeout as sleep } from "node:timers/promises";
import type { Chance } from "#trials/simulation/chance.ts";
import type { CompanyUnderTest } from "./company-under-test.ts";
import type { Customers, PlacedOrder } from "./customers.ts";
import type { Strike } from "./fault.ts";
import type { Tally } from "./network/wire-watch.ts";
import type { Round, Step } from "./plan.ts";

/** The result of one step of a round. */
export interface StepResult {
  /** How often each fault was injected, by name. */
  readonly strikes: Readonly<Record<string, number>>;
  readonly what: string;
  /** From the end of the last fault until the company has recovered. */
  readonly recoveredMs: number;
  readonly orders: number;
  readonly wire: Readonly<Tally>;
}

export interface RoundResult {
  readonly name: string;
  readonly steps: readonly StepResult[];
  readonly tookMs: number;
  readonly violations: readonly string[];
  /** The fault that could not be injected, which does not count against the company. */
  readonly notApplied?: string;
}

export interface RoundOptions {
  readonly perSecond: number;
  readonly draw: Chance;
  /** How long the company may take to come to rest. */
  readonly restWithinMs: number;
  /** No fault is injected after this time, in milliseconds since 1970. */
  readonly until: number;
  readonly say: (what: string) => void;
}

/** The maximum recovery time. */
const recoverWithinMs = 10 * 60_000;

/** Runs a round under load: injects each step's faults, waits for recovery, and finally waits for rest and checks the invariants. */
export async function runRound(
  underTest: CompanyUnderTest,
  { name, steps }: Round,
  options: RoundOptions,
): Promise<RoundResult> {
  const { draw, perSecond, restWithinMs, say, until } = options;
  const began = Date.now();
  const customers = underTest.open(perSecond);
  const done: StepResult[] = [];
  const broken: string[] = [];
  let notApplied: string | undefined;
  await sleep(2_000);
  for (const step of steps) {
    await sleep(draw.whole(200, 1_200));
    if (Date.now() > until) break;
    say(`${name}: ${step.map((fault) => fault.name).join(" + ")} (${done.length + 1} of ${steps.length})`);
    try {
      done.push(await strike(underTest, step, customers, draw));
    } catch (error) {
      const why = `${step.map((fault) => fault.name).join(" + ")}: ${error instanceof Error ? error.message : error}`;
      if (error instanceof FaultNotApplied) notApplied = why;
      else broken.push(`the company recovers: ${why}`);
      say(`${why}\n`);
      break;
    }
  }
  say(`${name}: coming to rest`);
  await customers.stop();
  // If a fault could not be injected or repaired, the company cannot come to rest, and there is nothing to check.
  const violations =
    notApplied === undefined ? [...broken, ...(await underTest.checkAtRest(restWithinMs))] : broken;
  for (const instance of underTest.instances) underTest.clocks.set(instance, 0);
  const tookMs = Date.now() - began;
  return { name, steps: done, tookMs, violations, ...(notApplied === undefined ? {} : { notApplied }) };
}

/** A fault could not be injected or repaired. */
class FaultNotApplied extends Error {
  override readonly name = "Stumbled";
}

async function strike(
  underTest: CompanyUnderTest,
  step: Step,
  customers: Customers,
  draw: Chance,
): Promise<StepResult> {
  const { network, orders, placed } = underTest;
  const [ordersBefore, before] = [placed(), network.tally()];
  const all = await allOf(
    step.map(async (fault): Promise<[string, Strike]> => [fault.name, await fault.strike(underTest, draw)]),
  ).catch((error) => {
    throw new FaultNotApplied(error instanceof Error ? error.message : String(error), { cause: error });
  });
  const endedAt = Math.max(...all.map(([, { endedAt }]) => endedAt));
  const next = await nextOrder(customers, endedAt + recoverWithinMs);
  await orders.untilEnded(next, endedAt, recoverWithinMs);
  const after = network.tally();
  return {
    strikes: Object.fromEntries(all.map(([name, { times }]) => [name, times])),
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

/** A customer gives up after two minutes. The test does not: the machine may be busy. */
async function nextOrder(customers: Customers, until: number): Promise<PlacedOrder> {
  for (;;) {
    try {
      return await customers.orders();
    } catch (error) {
      if (Date.now() > until) throw error;
    }
  }
}

/** Like Promise.all, but waits for the others when one fails: they have faults to repair. */
async function allOf<T>(work: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
