import type { Broker } from "#messaging/broker.ts";
import type { Ports } from "#messaging/run.ts";
import { nameOf, type Who } from "./company.ts";

/** What a story may do to the company from inside. */
export interface Faults {
  /** From now on, every message is published twice. */
  everyMessageTwice: boolean;
  /** Instances that are killed the moment they are about to publish something, by name (`orders#1`). */
  readonly killedBeforePublishing: Set<string>;
}

export const noFaults = (): Faults => ({ everyMessageTwice: false, killedBeforePublishing: new Set() });

/** Puts the faults between an instance and its broker. */
export function withFaults(ports: Ports, who: Who, faults: Faults, kill: (who: Who) => void): Ports {
  const { broker, clock } = ports;
  const faulty: Broker = {
    ...broker,
    async publish(publications) {
      if (faults.killedBeforePublishing.delete(nameOf(who))) {
        clock.at(clock.now(), () => kill(who));
        await new Promise(() => {});
      } else if (faults.everyMessageTwice) await broker.publish([...publications, ...publications]);
      else await broker.publish(publications);
    },
  };
  return { ...ports, broker: faulty };
}
