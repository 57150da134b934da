import type { Broker } from "#messaging/broker.ts";
import type { Ports } from "#messaging/running/run-service.ts";
import type { Store } from "#messaging/store.ts";
import type { Untimed } from "../../narrative/recorder.ts";
import { type InstanceId, nameOf } from "../instance-id.ts";
import { type LateDeliveries, lateDeliveries } from "./late-deliveries.ts";

/** The faults that a story has injected. */
export interface InjectedFaults {
  /** From now on, every message is published twice, the second time within a second. */
  everyMessageTwice: boolean;
  /** How many effects of faults are still to come: second copies, and kills. */
  pending: number;
  /** Payments cannot reach the provider. */
  providerIsAway: boolean;
  /** Messages that are delayed between an inbox and its service. */
  readonly late: LateDeliveries;
  /** Instances to kill just before their next publish, by name (`orders#1`). */
  readonly killedBeforePublishing: Set<string>;
  /** Instances to kill just before their next commit. */
  readonly killedBeforeCommitting: Set<string>;
}

/** @param record called with each effect of a fault */
export const noFaults = (record: (entry: Untimed) => void): InjectedFaults => ({
  everyMessageTwice: false,
  pending: 0,
  providerIsAway: false,
  late: lateDeliveries(record),
  killedBeforePublishing: new Set(),
  killedBeforeCommitting: new Set(),
});

/** Puts the faults between an instance and its ports. */
export function withFaults(
  ports: Ports,
  who: InstanceId,
  faults: InjectedFaults,
  kill: (before: "commit" | "publish") => void,
  record: (entry: Untimed) => void,
): Ports {
  const { clock, random = Math.random } = ports;

  /** Kills the instance. The promise never settles, because its caller is dead. */
  function end(before: "commit" | "publish"): Promise<never> {
    faults.pending += 1;
    clock.at(clock.now(), () => {
      faults.pending -= 1;
      kill(before);
    });
    return new Promise(() => {});
  }

  const broker: Broker = {
    ...ports.broker,
    async publish(publications) {
      if (faults.killedBeforePublishing.delete(nameOf(who))) await end("publish");
      await ports.broker.publish(publications);
      if (!faults.everyMessageTwice) return;
      // If the broker is down by then, or the connection closed, the message has no second copy.
      const messageIds = publications.map(({ messageId }) => messageId);
      faults.pending += 1;
      const again = () => {
        faults.pending -= 1;
        if (!ports.broker.isUp()) return;
        record({ kind: "doubled", messageIds });
        ports.broker.publish(publications).catch(() => {});
      };
      clock.at(clock.now() + Math.floor(1_000 * random()), again);
    },
  };
  const store: Store = {
    ...ports.store,
    async commit(change) {
      if (faults.killedBeforeCommitting.delete(nameOf(who))) await end("commit");
      await ports.store.commit(change);
    },
  };
  return faults.late.wire({ ...ports, broker, store }, who);
}
