import type { Clock } from "#messaging/clock.ts";
import { Conflict } from "#messaging/errors.ts";
import type { InstanceId } from "#stage/company/instance-id.ts";
import type { Operation } from "../faults/faults.ts";
import type { InjectedFault, PendingFaults } from "../faults/pending-faults.ts";
import type { Process } from "./process.ts";

/** The connection between a process and its servers, on which faults are injected. */
export interface Wire {
  /**
   * Performs an operation: the request is delayed, the work is done, the answer is delayed; or a fault hits it.
   *
   * @param lost the error that the process gets if the connection breaks
   * @param deliverOtherwise an alternative to `work` for the faults that need one
   */
  ask<T>(
    operation: Operation,
    work: () => Promise<T>,
    lost: () => Error,
    deliverOtherwise?: (injected: InjectedFault) => Promise<T> | undefined,
  ): Promise<T>;
  /** Takes the pending fault for this operation, if there is one; the caller applies it. */
  take(operation: Operation): InjectedFault | undefined;
  /** SIGSTOP for `forMs`. */
  pause(forMs: number): void;
  /** Waits on the world's clock. */
  passing(ms: number): Promise<void> | undefined;
  /** Delivers a callback to the process, in the order sent. */
  arrive(callback: () => void): void;
  /** Sends something that has no answer. */
  send(operation: Operation, work: () => void, disconnect: () => void): void;
}

export interface WireOptions {
  readonly who: InstanceId;
  /** The world's clock, not the process's own. */
  readonly clock: Clock;
  readonly process: Process;
  readonly pendingFaults: PendingFaults;
  readonly latency: () => number;
  /** Kills this process, and restarts it after `afterMs`. */
  readonly die: (afterMs: number) => void;
  /** Pauses this process for `forMs`. */
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
      if (injected?.effect === "conflict") throw new Conflict("another instance committed first");
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

/** Resolves after `ms`; undefined for 0, so that no time is spent on the clock. */
export const passing = (clock: Clock, ms: number): Promise<void> | undefined =>
  ms > 0 ? new Promise((resolve) => clock.at(clock.now() + ms, resolve)) : undefined;

const never = (): Promise<never> => new Promise(() => {});
