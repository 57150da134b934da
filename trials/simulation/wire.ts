import type { Clock } from "#messaging/clock.ts";
import { Conflict } from "#messaging/errors.ts";
import type { InstanceId } from "#stage/company/company.ts";
import type { Operation } from "./faults.ts";
import type { InjectedFault, PendingFaults } from "./pending-faults.ts";
import type { Process } from "./process.ts";

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
    deliverOtherwise?: (injected: InjectedFault) => Promise<T> | undefined,
  ): Promise<T>;
  /** The fault that strikes this, if there is one, for whoever knows what it does here. */
  take(operation: Operation): InjectedFault | undefined;
  /** SIGSTOP for so many milliseconds. */
  pause(forMs: number): void;
  /** Lets so many milliseconds pass. */
  passing(ms: number): Promise<void> | undefined;
  /** Something that arrives in the order in which it was sent. */
  arrive(callback: () => void): void;
  /** Something that is sent and not answered. */
  send(operation: Operation, work: () => void, disconnect: () => void): void;
}

export interface WireOptions {
  readonly who: InstanceId;
  /** The world's, not the process's own. */
  readonly clock: Clock;
  readonly process: Process;
  readonly pendingFaults: PendingFaults;
  readonly latency: () => number;
  /** Ends this process, and starts it anew after so many milliseconds. */
  readonly die: (afterMs: number) => void;
  /** Stops this process for so many milliseconds. */
  readonly pause: (forMs: number) => void;
}

export function createWire(options: WireOptions): Wire {
  const { who, clock, process, pendingFaults, latency, die, pause } = options;
  let lastArrival = 0;
  let arriving = 0;
  let deathAfterAnswer: InjectedFault | undefined;

  function faultFor(operation: Operation): InjectedFault | undefined {
    if (!deathAfterAnswer) return pendingFaults.take(operation, who.service);
    return { ...deathAfterAnswer, effect: "dies-before" };
  }

  async function ask<T>(
    operation: Operation,
    work: () => Promise<T>,
    lost: () => Error,
    deliverOtherwise: (injected: InjectedFault) => Promise<T> | undefined = () => undefined,
  ): Promise<T> {
    if (process.isOver()) return never();
    const injected = faultFor(operation);
    if (injected?.effect === "dies-before") {
      die(injected.forMs);
      return never();
    }
    await passing(clock, latency());
    let settle: (resolve: (value: T) => void, reject: (error: unknown) => void) => void;
    try {
      if (injected?.effect === "request-lost") throw lost();
      if (injected?.effect === "conflict") throw new Conflict("somebody else was faster");
      const value = await ((injected && deliverOtherwise(injected)) ?? work());
      if (injected?.effect === "answer-lost") throw lost();
      settle = (resolve) => resolve(value);
    } catch (error) {
      settle = (_, reject) => reject(error);
    }
    if (injected?.effect === "dies-after") {
      die(injected.forMs);
      return never();
    }
    if (injected?.effect === "stands-still") pause(injected.forMs);
    await passing(clock, injected?.effect === "slow" ? injected.forMs : latency());
    if (injected?.effect === "dies-answered") deathAfterAnswer = injected;
    return new Promise((resolve, reject) => process.reach(() => settle(resolve, reject)));
  }

  return {
    ask,
    take: (operation) => pendingFaults.take(operation, who.service),
    pause,
    passing: (ms) => passing(clock, ms),
    arrive(callback) {
      const ms = latency();
      if (ms === 0 && arriving === 0) return process.reach(callback);
      arriving += 1;
      lastArrival = Math.max(lastArrival, clock.now() + ms);
      clock.at(lastArrival, () => {
        arriving -= 1;
        process.reach(callback);
      });
    },
    send(operation, work, disconnect) {
      if (process.isOver()) return;
      const injected = faultFor(operation);
      if (injected?.effect === "dies-before") return die(injected.forMs);
      if (injected?.effect === "request-lost") return disconnect();
      const ms = injected?.effect === "slow" ? injected.forMs : latency();
      if (ms === 0) work();
      else clock.at(clock.now() + ms, work);
      if (injected?.effect === "dies-after") die(injected.forMs);
    },
  };
}

/** Resolves after so many milliseconds; for none, without the clock. */
export const passing = (clock: Clock, ms: number): Promise<void> | undefined =>
  ms > 0 ? new Promise((resolve) => clock.at(clock.now() + ms, resolve)) : undefined;

const never = (): Promise<never> => new Promise(() => {});
