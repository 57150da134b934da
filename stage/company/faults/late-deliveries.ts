import type { ServiceName } from "#contracts/generated/events.ts";
import type { Broker, Delivery } from "#messaging/broker.ts";
import type { Clock } from "#messaging/clock.ts";
import type { Ports } from "#messaging/running/run-service.ts";
import { queuesOf } from "#messaging/topology.ts";
import type { Untimed } from "../../narrative/recorder.ts";
import type { InstanceId } from "../instance-id.ts";

/** Delays deliveries from inboxes, so that messages reach a service late, and later ones overtake them. */
export interface LateDeliveries {
  /**
   * From now on a service receives an event type ("all": everything in its inbox) this much later, in milliseconds.
   * With 0 it is on time again, and delayed messages arrive at once.
   */
  set(service: ServiceName, event: string, byMs: number): void;
  /** Puts the delay between an instance and its inbox. */
  wire(ports: Ports, who: InstanceId): Ports;
  /** Whether a message is delayed now. */
  isHolding(): boolean;
}

interface Held {
  readonly service: string;
  readonly event: string;
  arrive(): void;
}

/** @param record called with each delay, and each delayed message */
export function lateDeliveries(record: (entry: Untimed) => void): LateDeliveries {
  const delays = new Map<string, number>();
  const held = new Set<Held>();

  function delayed(who: InstanceId, clock: Clock, usual: Parameters<Broker["consume"]>[2]): typeof usual {
    const line = createLine(usual);
    return (delivery) => {
      const { messageId = "", routingKey } = delivery;
      const event = [routingKey, "all"].find((one) => delays.has(`${who.service} ${one}`));
      if (event === undefined) return line.pass(delivery);
      const byMs = delays.get(`${who.service} ${event}`) ?? 0;
      record({ kind: "delayed", ...who, messageId, event: routingKey, byMs });
      const waiting = line.hold(delivery);
      const arrive = () => {
        cancel();
        held.delete(one);
        waiting();
      };
      const cancel = clock.at(clock.now() + byMs, arrive);
      const one = { service: who.service, event, arrive };
      held.add(one);
    };
  }

  return {
    isHolding: () => held.size > 0,
    set(service, event, byMs) {
      record({ kind: "delaying", service, event, byMs });
      if (byMs > 0) return void delays.set(`${service} ${event}`, byMs);
      delays.delete(`${service} ${event}`);
      for (const one of held) if (one.service === service && one.event === event) one.arrive();
    },
    wire(ports, who) {
      const { broker, clock } = ports;
      const consume: Broker["consume"] = (queue, options, onDelivery) =>
        broker.consume(
          queue,
          options,
          queue === queuesOf(who.service).inbox ? delayed(who, clock, onDelivery) : onDelivery,
        );
      return { ...ports, broker: { ...broker, consume } };
    },
  };
}

/**
 * The deliveries of one consumer, some of which wait. An acknowledgement covers everything that was delivered before, so it goes to
 * the broker only once all of that has been acknowledged: a delayed message is never lost.
 */
function createLine(onDelivery: (delivery: Delivery) => void) {
  /** In the broker's order. Empty while nothing is delayed. */
  let open: { readonly delivery: Delivery; isDone: boolean }[] = [];
  /** In the order in which the consumer received them. */
  let received: typeof open = [];

  function acknowledge(upTo: (typeof open)[number]): void {
    const covered = received.splice(0, received.indexOf(upTo) + 1);
    for (const one of covered) one.isDone = true;
    const firstOpen = open.findIndex(({ isDone }) => !isDone);
    const done = open.splice(0, firstOpen < 0 ? open.length : firstOpen);
    done.at(-1)?.delivery.ack();
  }

  function enter(delivery: Delivery): (typeof open)[number] {
    // The connection was lost, so the queue has requeued this message.
    open = open.filter((one) => one.delivery.isHeld());
    received = received.filter((one) => one.delivery.isHeld());
    const entry = { delivery, isDone: false };
    open.push(entry);
    return entry;
  }

  function receive(entry: (typeof open)[number]): void {
    if (!entry.delivery.isHeld()) return;
    received.push(entry);
    onDelivery({ ...entry.delivery, ack: () => acknowledge(entry) });
  }

  return {
    pass(delivery: Delivery): void {
      if (open.length === 0) onDelivery(delivery);
      else receive(enter(delivery));
    },
    /** The returned function ends the wait. */
    hold(delivery: Delivery): () => void {
      const entry = enter(delivery);
      return () => receive(entry);
    },
  };
}
