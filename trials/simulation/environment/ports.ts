import { giveUp } from "#couriers/on-give-up.ts";
import { assign } from "#couriers/waiting-list.ts";
import type { Broker, Delivery, Publication } from "#messaging/broker.ts";
import { Conflict, NotConfirmed, Unavailable } from "#messaging/errors.ts";
import type { Message } from "#messaging/message.ts";
import type { Ports } from "#messaging/running/run-service.ts";
import type { Change, Store } from "#messaging/store.ts";
import type { InjectedFault } from "../faults/pending-faults.ts";
import type { WorstMoments } from "../people/worst-moments.ts";
import type { Network } from "./network.ts";
import type { Process } from "./process.ts";
import type { Wire } from "./wire.ts";

/** The ports of one process, over a wire that delays, loses and repeats. */
export function portsOver(
  wire: Wire,
  process: Process,
  ports: Ports,
  network: Network,
  worstMoments: WorstMoments,
): Ports {
  return {
    ...ports,
    clock: process.clock,
    broker: brokerOver(wire, ports.broker, network),
    store: storeOver(wire, ports.store, worstMoments),
    performers: (ports.performers ?? []).map((performer) => ({
      ...performer,
      perform: (request, context) =>
        wire.ask(
          "call",
          () => performer.perform(request, context),
          () => new Error("the connection was lost"),
        ),
    })),
  };
}

const unavailable = () => new Unavailable("the connection was lost");

function storeOver(wire: Wire, store: Store, worstMoments: WorstMoments): Store {
  return {
    ...store,
    load: (ids, keys) => wire.ask("load", () => store.load(ids, keys), unavailable),
    async commit(change) {
      if (change.processed.length > 1 && wire.take("batch"))
        throw new Conflict("another instance committed first");
      const next = nextStepIn(change);
      const injected = next && takeStepFault(wire, next);
      const work = async () => {
        await store.commit(change);
        if (!injected) return;
        wire.pause(injected.forMs);
        worstMoments.trigger(injected.meanwhile, next);
      };
      await wire.ask("commit", work, unavailable);
    },
    leaveOnly: (id, messageIds) => wire.ask("settle", () => store.leaveOnly(id, messageIds), unavailable),
    claimEvents: (claim) => wire.ask("claim", () => store.claimEvents(claim), unavailable),
    claimCalls: (claim) => wire.ask("claim", () => store.claimCalls(claim), unavailable),
    claimTimers: (claim) =>
      wire.ask(
        "claim",
        async () => {
          const timers = await store.claimTimers(claim);
          const [first] = timers;
          const injected = first && takeTimerFault(wire, first.message);
          if (!injected) return timers;
          worstMoments.trigger(injected.meanwhile, first.message);
          await wire.passing(injected.forMs);
          return timers;
        },
        unavailable,
      ),
    nextTimerAt: () => wire.ask("claim", () => store.nextTimerAt(), unavailable),
    settle: (ids) => wire.ask("settle", () => store.settle(ids), unavailable),
    beginSoloAttempt: (digest, attempt) =>
      wire.ask("load", () => store.beginSoloAttempt(digest, attempt), unavailable),
    endSoloAttempts: (digest, attempt) =>
      wire.ask("settle", () => store.endSoloAttempts(digest, attempt), unavailable),
    postpone: (id, next) => wire.ask("postpone", () => store.postpone(id, next), unavailable),
  };
}

/** The message to the service itself that is due immediately. */
const nextStepIn = ({ timers }: Change): Message | undefined =>
  timers.find(({ dueAt, leasedUntil }) => leasedUntil > dueAt)?.message;

const takeStepFault = (wire: Wire, { type }: Message): InjectedFault | undefined =>
  (type === assign.type ? wire.take("keep") : undefined) ?? wire.take("step");

const takeTimerFault = (wire: Wire, { type }: Message): InjectedFault | undefined =>
  (type === giveUp.type ? wire.take("give-up") : undefined) ?? wire.take("timer");

function brokerOver(wire: Wire, broker: Broker, network: Network): Broker {
  const disconnect = () => dropConnection(broker);

  /** Delivers publications twice, late or in another order, as the fault requires. */
  function deliverOtherwise(publications: readonly Publication[], { effect, forMs }: InjectedFault) {
    const later = (copies: readonly Publication[]) => network.publishLater(copies, forMs);
    switch (effect) {
      case "twice":
        return broker.publish([...publications, ...publications]);
      case "again-later":
        later(publications);
        return undefined;
      case "on-another-connection":
        for (const one of publications) later([one]);
        return Promise.resolve();
      case "late-for-one": {
        const { late, others } = network.lateForOne(publications);
        later(late);
        return broker.publish(others);
      }
      default:
        return undefined;
    }
  }

  return {
    ...broker,
    publish: (publications) =>
      wire.ask(
        "publish",
        () => broker.publish(publications),
        () => new NotConfirmed(publications.map((publication) => ({ publication, why: "unknown" }))),
        (injected) => deliverOtherwise(publications, injected),
      ),
    async consume(queue, options, onDelivery) {
      const handOver = (delivery: Delivery): void =>
        wire.arrive(() =>
          onDelivery({
            ...delivery,
            ack: () => wire.send("acknowledge", () => delivery.ack(), disconnect),
            isAcknowledged: () =>
              wire
                .ask("acknowledge", delivery.isAcknowledged, () => new Error("the answer was lost"))
                .catch(() => false),
          }),
        );
      return broker.consume(queue, options, handOver);
    },
  };
}

/** Drops the connection to the memory broker; it reconnects by itself. */
export function dropConnection(broker: Broker): void {
  if ("drop" in broker && typeof broker.drop === "function") broker.drop();
}
