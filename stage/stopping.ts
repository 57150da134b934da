import { constants } from "node:os";
import { services } from "#contracts/hears.ts";
import { longestRestMs } from "./guarantees/verdict.ts";
import type { CompanyState } from "./narrative/state.ts";
import { count, listed } from "./narrative/text/words.ts";

/** What it takes to stop a company. */
export interface Stoppable {
  readonly print: (line: string) => void;
  /** How many orders are open: neither delivered nor cancelled. */
  readonly openOrders: () => number;
  /** What is down or dead, so that orders may not end. */
  readonly obstacles: () => readonly string[];
  readonly isAtRest: () => Promise<boolean>;
  /** Waits until nothing is left to do, or too long; calls `onWait` meanwhile. */
  readonly comeToRest: (onWait: () => void) => Promise<void>;
  /** Ends everything, and gives the verdict. */
  readonly stop: () => Promise<void>;
  /** Deletes what would be left on disk. */
  readonly abandon: () => Promise<void>;
}

/** While it waits, it says how many orders are open this often, in milliseconds. */
const everyMs = 2_000;

/**
 * Stops at the first signal, and says what it waits for and how far it is. A second signal ends the process at once, with the status
 * of a process that the signal has ended: 130 for Ctrl-C.
 */
export function stopping(company: Stoppable): (signal: NodeJS.Signals) => Promise<void> {
  const { abandon, comeToRest, isAtRest, obstacles, openOrders, print, stop } = company;
  let isStopping = false;

  async function wait(): Promise<void> {
    const began = performance.now();
    let told = 0;
    await comeToRest(() => {
      const waitedMs = performance.now() - began;
      if (waitedMs < (told + 1) * everyMs) return;
      told = Math.floor(waitedMs / everyMs);
      const leftS = Math.max(0, Math.ceil((longestRestMs - waitedMs) / 1_000));
      print(`stopping: ${remaining(openOrders())}, ${leftS} s left${hindered(obstacles())}`);
    });
  }

  async function endAtOnce(signal: NodeJS.Signals): Promise<void> {
    print(
      `ended at once by a second signal: ${remaining(openOrders())}, and no promise was judged at the end`,
    );
    await abandon();
    process.exit(128 + constants.signals[signal]);
  }

  return async (signal) => {
    if (isStopping) return endAtOnce(signal);
    isStopping = true;
    if (await isAtRest()) print("\nstopping: nothing is under way");
    else {
      print(
        `\nstopping: ${remaining(openOrders())}, up to ${longestRestMs / 1_000} s left${hindered(obstacles())}; Ctrl-C again ends it at once`,
      );
      await wait();
    }
    await stop();
  };
}

const hindered = (obstacles: readonly string[]): string =>
  obstacles.length === 0
    ? ""
    : `; ${listed.format(obstacles)}: orders that need ${obstacles.length === 1 ? "it" : "them"} stay open`;

/** What is down or dead in a company. A service is dead if all of its instances are. */
export const obstaclesIn = ({ broker, provider, services: all }: CompanyState): readonly string[] => [
  ...services.flatMap((name) => {
    const instances = [...all[name].instances.values()];
    if (instances.length === 0 || instances.includes("running")) return [];
    return [`${name} ${instances.includes("waiting") ? "waits for the broker" : "is dead"}`];
  }),
  ...services.flatMap((name) => (all[name].database === "away" ? [`the database of ${name} is down`] : [])),
  ...(broker === "away" ? ["the broker is down"] : []),
  ...(provider.is === "away" ? ["the provider is down"] : []),
];

const remaining = (orders: number): string =>
  orders === 0 ? "no order is open, but work is under way" : `${count(orders, "order")} open`;
