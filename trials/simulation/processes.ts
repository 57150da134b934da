import type { Broker } from "#messaging/broker.ts";
import type { Clock } from "#messaging/clock.ts";
import type { Ports } from "#messaging/run.ts";
import { type Company, nameOf, type Who } from "#stage/company/company.ts";
import { randomFrom } from "#stage/company/random.ts";
import { seedFor } from "./chance.ts";
import type { Network } from "./network.ts";
import type { Armed } from "./pending-faults.ts";
import { atTheEndOf, dropConnection } from "./ports.ts";
import { createLife, type Life } from "./process.ts";
import { createWire } from "./wire.ts";
import type { Impatience } from "./worst-moments.ts";

/** All processes of the company, and what can be done to them. Each says whether there was anything to do it to. */
export interface Lives {
  /** A new process begins: what it can reach, and how. */
  begin(ports: Ports, who: Who): Ports;
  /** SIGKILL; it is started anew after so many milliseconds. */
  kill(who: Who, afterMs: number): boolean;
  /** It ends in good order, and is started anew. */
  retire(who: Who, afterMs: number): boolean;
  /** SIGSTOP for so long; a broker gives up whom it does not hear for so long. */
  pause(who: Who, forMs: number, isCutOff: boolean): boolean;
  cutOff(who: Who): boolean;
  setClock(who: Who, byMs: number, forMs: number): boolean;
  /** Whether every process is there. */
  allThere(): boolean;
}

export interface LivesOptions {
  readonly seed: number;
  readonly clock: Clock;
  readonly armed: Armed;
  readonly network: Network;
  /** Those who may do something while a process stands still. */
  readonly impatient: Impatience;
  readonly company: () => Company;
  /** How long the wire takes for one message, in milliseconds, drawn from a number from 0 to 1. */
  readonly latency: (random: () => number) => number;
}

export function createLives(options: LivesOptions): Lives {
  const { seed, clock, armed, network, impatient, company, latency } = options;
  const lives = new Map<string, { readonly life: Life; readonly broker: Broker; readonly count: number }>();
  const later = (ms: number, work: () => void) => void clock.at(clock.now() + ms, work);

  const alive = (who: Who) => {
    const one = lives.get(nameOf(who));
    return one && !one.life.isOver() ? one : undefined;
  };

  async function start(who: Who): Promise<void> {
    if (alive(who)) return;
    await company().start(who);
    if (!alive(who)) company().kill(who);
  }

  function over(who: Who, { life, broker }: { life: Life; broker: Broker }, afterMs: number): void {
    life.end();
    void broker.close();
    company().kill(who);
    later(afterMs, () => void start(who));
  }

  return {
    begin(ports, who) {
      const name = nameOf(who);
      const count = (lives.get(name)?.count ?? 0) + 1;
      const life = createLife(clock);
      lives.set(name, { life, broker: ports.broker, count });
      const random = randomFrom(seedFor(seed, `${name} ${count}`));
      const die = (afterMs: number) => {
        if (!life.isOver()) over(who, { life, broker: ports.broker }, afterMs);
      };
      const pause = (forMs: number) => {
        life.pause();
        later(forMs, () => life.wake());
      };
      const wire = createWire({ who, clock, life, armed, latency: () => latency(random), die, pause });
      return atTheEndOf(wire, life, { ...ports, random }, network, impatient);
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
          .then(() => !one.life.isOver() && over(who, one, afterMs));
      return one !== undefined;
    },
    pause(who, forMs, isCutOff) {
      const one = alive(who);
      one?.life.pause();
      if (one && isCutOff) dropConnection(one.broker);
      if (one) later(forMs, () => one.life.wake());
      return one !== undefined;
    },
    cutOff(who) {
      const one = alive(who);
      if (one) dropConnection(one.broker);
      return one !== undefined;
    },
    setClock(who, byMs, forMs) {
      const one = alive(who);
      one?.life.setClock(byMs);
      if (one) later(forMs, () => one.life.setClock(-byMs));
      return one !== undefined;
    },
    allThere: () => [...lives.values()].every(({ life }) => !life.isOver()),
  };
}
