import type { Broker, Delivery, Publication } from "#messaging/broker.ts";
import type { Ports } from "#messaging/running/run-service.ts";
import type { Store } from "#messaging/store.ts";
import { type InstanceId, nameOf } from "#stage/company/instance-id.ts";
import type { Transitions } from "#stage/guarantees/transitions.ts";
import type { ReportViolation } from "./document-rules.ts";
import { stepRules } from "./step-rules.ts";

/** Observes operations where they take effect, beyond the simulated wire, and checks the step rules at each of them. */
export interface StepChecks {
  wire(ports: Ports, who: InstanceId): Ports;
  /** Records publications that the broker has accepted. */
  accepted(publications: readonly Publication[]): void;
}

/**
 * @param legal the legal status transitions
 * @param observed called with each observation to count
 */
export function createStepChecks(
  legal: Transitions,
  reportViolation: ReportViolation,
  observed: (key: string) => void,
): StepChecks {
  const { committed, settled, reducedTo, claimed, published, accepted, acknowledged } = stepRules(
    legal,
    reportViolation,
    observed,
  );

  function watchedStore(store: Store, who: InstanceId, name: string): Store {
    return {
      ...store,
      async commit(change) {
        await store.commit(change);
        committed(change, who, name);
      },
      async settle(ids) {
        await store.settle(ids);
        settled(ids);
      },
      async leaveOnly(id, messageIds) {
        await store.leaveOnly(id, messageIds);
        reducedTo(id, messageIds);
      },
      async claimEvents(claim) {
        const entries = await store.claimEvents(claim);
        claimed(entries, "event", name);
        return entries;
      },
      async claimCalls(claim) {
        const entries = await store.claimCalls(claim);
        claimed(entries, "call", name);
        return entries;
      },
      async claimTimers(claim) {
        const timers = await store.claimTimers(claim);
        claimed(timers, "timer", name);
        return timers;
      },
    };
  }

  function watchedBroker(broker: Broker, { service }: InstanceId, name: string): Broker {
    return {
      ...broker,
      publish(publications) {
        if (broker.isUp()) {
          for (const one of publications) {
            published(one, name);
            accepted([one]);
          }
        }
        return broker.publish(publications);
      },
      consume(queue, options, onDelivery) {
        let unacked: Delivery[] = [];
        return broker.consume(queue, options, (delivery) => {
          unacked.push(delivery);
          onDelivery({
            ...delivery,
            ack() {
              // Deliveries of a lost connection are back in the queue: no acknowledgement covers them, and one of theirs
              // covers nothing.
              unacked = unacked.filter((one) => one.isHeld());
              acknowledged(unacked.splice(0, unacked.indexOf(delivery) + 1), service);
              delivery.ack();
            },
          });
        });
      },
    };
  }

  return {
    wire(ports, who) {
      const name = nameOf(who);
      const { broker, store } = ports;
      return { ...ports, broker: watchedBroker(broker, who, name), store: watchedStore(store, who, name) };
    },
    accepted,
  };
}
