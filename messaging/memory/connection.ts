import type { Topology } from "#contracts/topology.ts";
import type { Broker, Delivery, Publication } from "../broker.ts";
import type { Clock } from "../clock.ts";
import { NotConfirmed, Unavailable, type Unconfirmed } from "../errors.ts";
import { byteLength, cutToBytes, longestName } from "../wire/bytes.ts";
import type { MemoryQueue, Taker } from "./queue.ts";

/** One client's connection to the memory broker. */
export interface MemoryConnection extends Broker {
  /** Loses the connection: what is not acknowledged goes back, and it connects again a little later. */
  drop(): void;
  /** Connects again a little later, if the broker is there by then. */
  reconnect(): void;
}

export interface Server {
  readonly clock: Clock;
  /** How long a client takes to be back, in milliseconds. */
  readonly reconnectMs: number;
  isRunning(): boolean;
  find(queue: string): MemoryQueue | undefined;
  /** Stores a publication in every queue that it is routed to; says why, if not. */
  accept(publication: Publication): "unroutable" | "refused" | undefined;
  differences(expected: Topology): readonly string[];
}

interface Subscription {
  readonly queue: MemoryQueue;
  readonly prefetch: number;
  readonly onDelivery: (delivery: Delivery) => void;
  taker: Taker | undefined;
  cancelled: boolean;
}

/** Connects a client to the broker. */
export function connectTo(server: Server, name: string): MemoryConnection {
  const { clock, reconnectMs } = server;
  const subscriptions = new Set<Subscription>();
  /** A new object for each connection; none while there is none. */
  let session = server.isRunning() ? Object.freeze({}) : undefined;
  let closed = false;

  function lose(): void {
    session = undefined;
    for (const subscription of subscriptions) {
      const { queue, taker, cancelled } = subscription;
      subscription.taker = undefined;
      if (cancelled) subscriptions.delete(subscription);
      if (!taker) continue;
      queue.leave(taker);
      queue.takeBack(taker);
    }
  }

  function reconnect(): void {
    clock.at(clock.now() + reconnectMs, () => {
      if (closed || session || !server.isRunning()) return;
      session = Object.freeze({});
      for (const subscription of subscriptions) join(subscription);
    });
  }

  const away = () =>
    new Unavailable(closed ? `${name} closed its connection` : `the broker is away for ${name}`);

  return {
    async publish(publications) {
      const during = session;
      const failed = during ? publications.flatMap((one) => unconfirmed(one, carry(server, one))) : [];
      await undefined;
      if (!during || during !== session) {
        throw new NotConfirmed(publications.map((publication) => ({ publication, why: "unknown" })));
      }
      if (failed.length > 0) throw new NotConfirmed(failed);
    },
    async consume(queueName, { prefetch }, onDelivery) {
      await undefined;
      if (!session) throw away();
      const queue = server.find(queueName);
      if (!queue) throw new Error(`${queueName} is missing: load definitions.json into the broker`);
      const subscription = { queue, prefetch, onDelivery, taker: undefined, cancelled: false };
      subscriptions.add(subscription);
      join(subscription);
      return {
        cancel: async () => leave(subscription),
        async giveBack() {
          const { taker } = subscription;
          leave(subscription);
          subscriptions.delete(subscription);
          subscription.taker = undefined;
          if (taker) queue.takeBack(taker);
        },
      };
    },
    async verify(topology) {
      await undefined;
      if (!session) throw away();
      return server.differences(topology);
    },
    isUp: () => session !== undefined,
    async close() {
      closed = true;
      lose();
    },
    drop() {
      lose();
      if (!closed) reconnect();
    },
    reconnect,
  };
}

/** As AMQP carries it, or not at all. */
function carry(server: Server, publication: Publication): "unroutable" | "refused" | undefined {
  const { messageId, routingKey } = publication;
  if (routingKey.length * 3 > longestName && byteLength(routingKey) > longestName) return "refused";
  const carried = cutToBytes(messageId, longestName);
  return server.accept(carried === messageId ? publication : { ...publication, messageId: carried });
}

const unconfirmed = (
  publication: Publication,
  why: "unroutable" | "refused" | undefined,
): readonly Unconfirmed[] => (why ? [{ publication, why }] : []);

/** A taker lives as long as the connection: an acknowledgement that comes later finds nothing. */
function join(subscription: Subscription): void {
  const { queue, prefetch, onDelivery, cancelled } = subscription;
  if (cancelled) return;
  const taker: Taker = {
    prefetch,
    unacked: [],
    isGone: false,
    take(held) {
      const { body, exchange, headers, messageId, routingKey } = held.publication;
      try {
        onDelivery({
          queue: queue.name,
          messageId,
          headers,
          body,
          exchange,
          routingKey,
          redelivered: held.returns > 0,
          returns: held.returns,
          ack: () => queue.acknowledge(taker, held),
          isHeld: () => !taker.isGone,
        });
      } catch {
        queue.giveBack(taker, held);
      }
    },
  };
  subscription.taker = taker;
  queue.join(taker);
}

function leave(subscription: Subscription): void {
  subscription.cancelled = true;
  if (subscription.taker) subscription.queue.leave(subscription.taker);
}
