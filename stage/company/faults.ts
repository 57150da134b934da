import type { Broker } from "#messaging/broker.ts";
import type { Ports } from "#messaging/run.ts";
import type { Store } from "#messaging/store.ts";
import { type InstanceId, nameOf } from "./company.ts";

/** What a story may do to the company from inside. */
export interface InjectedFaults {
  /** From now on, every message is published twice, the second time within a second. */
  everyMessageTwice: boolean;
  /** Instances that are killed the moment they are about to publish something, by name (`orders#1`). */
  readonly killedBeforePublishing: Set<string>;
  /** Instances that are killed the moment they are about to commit something. */
  readonly killedBeforeCommitting: Set<string>;
}

export const noFaults = (): InjectedFaults => ({
  everyMessageTwice: false,
  killedBeforePublishing: new Set(),
  killedBeforeCommitting: new Set(),
});

/** Puts the faults between an instance and its ports. */
export function withFaults(
  ports: Ports,
  who: InstanceId,
  faults: InjectedFaults,
  kill: (who: InstanceId) => void,
): Ports {
  const { clock, random = Math.random } = ports;

  /** The end of the instance; nobody is left to be answered. */
  function end(): Promise<never> {
    clock.at(clock.now(), () => kill(who));
    return new Promise(() => {});
  }

  const broker: Broker = {
    ...ports.broker,
    async publish(publications) {
      if (faults.killedBeforePublishing.delete(nameOf(who))) await end();
      await ports.broker.publish(publications);
      if (!faults.everyMessageTwice) return;
      // The second copy may come when the broker is away, or nobody is connected any more: then there is one.
      const again = () => void ports.broker.publish(publications).catch(() => {});
      clock.at(clock.now() + Math.floor(1_000 * random()), again);
    },
  };
  const store: Store = {
    ...ports.store,
    async commit(change) {
      if (faults.killedBeforeCommitting.delete(nameOf(who))) await end();
      await ports.store.commit(change);
    },
  };
  return { ...ports, broker, store };
}
