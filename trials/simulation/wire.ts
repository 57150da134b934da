import type { Clock } from "#messaging/clock.ts";
import { Conflict } from "#messaging/errors.ts";
import type { Who } from "#stage/company/company.ts";
import type { Operation } from "./faults.ts";
import type { Armed, Struck } from "./pending-faults.ts";
import type { Life } from "./process.ts";

/** What is between a process and everything that it talks to. */
export interface Wire {
  /**
   * Asks for something: the request takes its time, then it is done, then the answer takes its time; or a fault strikes.
   *
   * @param lost what the process is told when the connection breaks
   * @param otherwise does it in the other way that some faults want
   */
  ask<T>(
    operation: Operation,
    work: () => Promise<T>,
    lost: () => Error,
    otherwise?: (struck: Struck) => Promise<T> | undefined,
  ): Promise<T>;
  /** The fault that strikes this, if there is one, for whoever knows what it does here. */
  strike(operation: Operation): Struck | undefined;
  /** SIGSTOP for so many milliseconds. */
  pause(forMs: number): void;
  /** Lets so many milliseconds pass. */
  passing(ms: number): Promise<void> | undefined;
  /** Something that arrives in the order in which it was sent. */
  arrive(happening: () => void): void;
  /** Something that is sent and not answered. */
  send(operation: Operation, work: () => void, cutOff: () => void): void;
}

export interface WireOptions {
  readonly who: Who;
  /** The world's, not the process's own. */
  readonly clock: Clock;
  readonly life: Life;
  readonly armed: Armed;
  readonly latency: () => number;
  /** Ends this process, and starts it anew after so many milliseconds. */
  readonly die: (afterMs: number) => void;
  /** Stops this process for so many milliseconds. */
  readonly pause: (forMs: number) => void;
}

export function createWire(options: WireOptions): Wire {
  const { who, clock, life, armed, latency, die, pause } = options;
  let lastArrival = 0;
  let arriving = 0;
  let doom: Struck | undefined;

  function struckBy(operation: Operation): Struck | undefined {
    if (!doom) return armed.strike(operation, who.service);
    return { ...doom, effect: "dies-before" };
  }

  async function ask<T>(
    operation: Operation,
    work: () => Promise<T>,
    lost: () => Error,
    otherwise: (struck: Struck) => Promise<T> | undefined = () => undefined,
  ): Promise<T> {
    if (life.isOver()) return never();
    const struck = struckBy(operation);
    if (struck?.effect === "dies-before") {
      die(struck.forMs);
      return never();
    }
    await passing(clock, latency());
    let settle: (resolve: (value: T) => void, reject: (error: unknown) => void) => void;
    try {
      if (struck?.effect === "request-lost") throw lost();
      if (struck?.effect === "conflict") throw new Conflict("somebody else was faster");
      const value = await ((struck && otherwise(struck)) ?? work());
      if (struck?.effect === "answer-lost") throw lost();
      settle = (resolve) => resolve(value);
    } catch (error) {
      settle = (_, reject) => reject(error);
    }
    if (struck?.effect === "dies-after") {
      die(struck.forMs);
      return never();
    }
    if (struck?.effect === "stands-still") pause(struck.forMs);
    await passing(clock, struck?.effect === "slow" ? struck.forMs : latency());
    if (struck?.effect === "dies-answered") doom = struck;
    return new Promise((resolve, reject) => life.reach(() => settle(resolve, reject)));
  }

  return {
    ask,
    strike: (operation) => armed.strike(operation, who.service),
    pause,
    passing: (ms) => passing(clock, ms),
    arrive(happening) {
      const ms = latency();
      if (ms === 0 && arriving === 0) return life.reach(happening);
      arriving += 1;
      lastArrival = Math.max(lastArrival, clock.now() + ms);
      clock.at(lastArrival, () => {
        arriving -= 1;
        life.reach(happening);
      });
    },
    send(operation, work, cutOff) {
      if (life.isOver()) return;
      const struck = struckBy(operation);
      if (struck?.effect === "dies-before") return die(struck.forMs);
      if (struck?.effect === "request-lost") return cutOff();
      const ms = struck?.effect === "slow" ? struck.forMs : latency();
      if (ms === 0) work();
      else clock.at(clock.now() + ms, work);
      if (struck?.effect === "dies-after") die(struck.forMs);
    },
  };
}

/** Resolves after so many milliseconds; for none, without the clock. */
export const passing = (clock: Clock, ms: number): Promise<void> | undefined =>
  ms > 0 ? new Promise((resolve) => clock.at(clock.now() + ms, resolve)) : undefined;

const never = (): Promise<never> => new Promise(() => {});
