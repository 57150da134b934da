import type { Broker } from "#messaging/broker.ts";
import type { Clock } from "#messaging/clock.ts";
import type { Ports } from "#messaging/running/run-service.ts";
import type { Company } from "#stage/company/company.ts";
import { type InstanceId, nameOf } from "#stage/company/instance-id.ts";
import { randomFrom } from "#stage/company/random.ts";
import { seedFor } from "../chance.ts";
import type { PendingFaults } from "../faults/pending-faults.ts";
import type { WorstMoments } from "../people/worst-moments.ts";
import type { Network } from "./network.ts";
import { dropConnection, portsOver } from "./ports.ts";
import { createProcess, type Process } from "./process.ts";
import { createWire } from "./wire.ts";

/** All processes of the company, and the faults that apply to them. Each returns whether the process was running. */
export interface Processes {
  /** Registers a new process, and returns the ports that it may use. */
  connect(ports: Ports, who: InstanceId): Ports;
  /** SIGKILL; restarts after `afterMs`. */
  kill(who: InstanceId, afterMs: number): boolean;
  /** Stops gracefully, and restarts after `afterMs`. */
  retire(who: InstanceId, afterMs: number): boolean;
  /** SIGSTOP for `forMs`; optionally the broker also closes the connection (missed heartbeats). */
  pause(who: InstanceId, forMs: number, dropsConnection: boolean): boolean;
  disconnect(who: InstanceId): boolean;
  skewClock(who: InstanceId, byMs: number, forMs: number): boolean;
  /** Whether every process is running. */
  allRunning(): boolean;
}

export interface ProcessesOptions {
  readonly seed: number;
  readonly clock: Clock;
  readonly pendingFaults: PendingFaults;
  readonly network: Network;
  /** What customers and couriers may do while a process is paused. */
  readonly worstMoments: WorstMoments;
  readonly company: () => Company;
  /** The latency of one message, in milliseconds. */
  readonly latency: (random: () => number) => number;
}

interface Started {
  readonly process: Process;
  readonly broker: Broker;
  /** How often this instance was started. */
  readonly count: number;
}

export function createProcesses(options: ProcessesOptions): Processes {
  const { seed, clock, pendingFaults, network, worstMoments, company, latency } = options;
  const processes = new Map<string, Started>();
  const later = (ms: number, work: () => void) => void clock.at(clock.now() + ms, work);

  const alive = (who: InstanceId) => {
    const one = processes.get(nameOf(who));
    return one && !one.process.isOver() ? one : undefined;
  };

  async function start(who: InstanceId): Promise<void> {
    if (alive(who)) return;
    await company().start(who);
    if (!alive(who)) company().kill(who);
  }

  function over(
    who: InstanceId,
    { process, broker }: { process: Process; broker: Broker },
    afterMs: number,
  ): void {
    process.end();
    void broker.close();
    company().kill(who);
    later(afterMs, () => void start(who));
  }

  return {
    connect(ports, who) {
      const name = nameOf(who);
      const count = (processes.get(name)?.count ?? 0) + 1;
      const process = createProcess(clock);
      processes.set(name, { process, broker: ports.broker, count });
      const random = randomFrom(seedFor(seed, `${name} ${count}`));
      const die = (afterMs: number) => {
        if (!process.isOver()) over(who, { process, broker: ports.broker }, afterMs);
      };
      const pause = (forMs: number) => {
        process.pause();
        later(forMs, () => process.wake());
      };
      const wire = createWire({
        who,
        clock,
        process,
        pendingFaults,
        latency: () => latency(random),
        die,
        pause,
      });
      return portsOver(wire, process, { ...ports, random }, network, worstMoments);
    },
    kill(who, afterMs) {
      const one = alive(who);
      if (one) over(who, one, afterMs);
      return one !== undefined;
    },
    retire(who, afterMs) {
      const one = alive(who);
      if (one)
        void company()
          .retire(who)
          .then(() => !one.process.isOver() && over(who, one, afterMs));
      return one !== undefined;
    },
    pause(who, forMs, dropsConnection) {
      const one = alive(who);
      one?.process.pause();
      if (one && dropsConnection) dropConnection(one.broker);
      if (one) later(forMs, () => one.process.wake());
      return one !== undefined;
    },
    disconnect(who) {
      const one = alive(who);
      if (one) dropConnection(one.broker);
      return one !== undefined;
    },
    skewClock(who, byMs, forMs) {
      const one = alive(who);
      one?.process.skewClock(byMs);
      if (one) later(forMs, () => one.process.skewClock(-byMs));
      return one !== undefined;
    },
    allRunning: () => [...processes.values()].every(({ process }) => !process.isOver()),
  };
}
