import type { Broker, Delivery, Publication } from "../broker.ts";
import type { Clock } from "../clock.ts";
import { NotConfirmed, Unavailable, type Unconfirmed } from "../errors.ts";
import type { Topology } from "../topology.ts";
import { byteLength, cutToBytes, longestName } from "../wire/bytes.ts";
import type { MemoryQueue, QueueConsumer } from "./queue.ts";

/** One client's connection to the memory broker. */
export interface MemoryConnection extends Broker {
  /**
   * Loses the connection: unacknowledged deliveries are requeued, and the client reconnects a little later.
   */
  drop(): void;
  /** Reconnects a little later, if the broker is up by then. */
  reconnect(): void;
}

/** The broker as a connection sees it. */
export interface Server {
  readonly clock: Clock;
  /** How long a client takes to reconnect, in milliseconds. */
  readonly reconnectMs: number;
  isRunning(): boolean;
  queue(name: string): MemoryQueue | undefined;
  /** Stores a publication in every queue that it is routed to. Returns the reason if it could not. */
  accept(publication: Publication): "unroutable" | "refused" | undefined;
  differences(expected: Topology): readonly string[];
}

interface Subscription {
  readonly queue: MemoryQueue;
  readonly prefetch: number;
  readonly onDelivery: (delivery: Delivery) => void;
  consumer: QueueConsumer | undefined;
  cancelled: boolean;
}

/** Connects a client to the broker. */
export function connectTo(server: Server, name: string): MemoryConnection {
  const { clock, reconnectMs } = server;
  const subscriptions = new Set<Subscription>();
  /** A new object for each connection; undefined while the client is disconnected. */
  let session = server.isRunning() ? Object.freeze({}) : undefined;
  let closed = false;

  function lose(): void {
    session = undefined;
    for (const subscription of subscriptions) {
      const { queue, consumer, cancelled } = subscription;
      subscription.consumer = undefined;
      if (cancelled) subscriptions.delete(subscription);
      if (!consumer) continue;
      queue.cancelConsumer(consumer);
      queue.requeueAll(consumer);
    }
  }

  function reconnect(): void {
    clock.at(clock.now() + reconnectMs, () => {
      if (closed || session || !server.isRunning()) return;
      session = Object.freeze({});
      for (const subscription of subscriptions) subscribe(subscription);
    });
  }

  const away = () =>
    new Unavailable(closed ? `${name} closed its connection` : `the broker is away for ${name}`);

  return {
    async publish(publications) {
      const during = session;
      const failed = during ? publications.flatMap((one) => carry(server, one)) : [];
      await undefined;
      if (!during || during !== session) {
        throw new NotConfirmed(publications.map((publication) => ({ publication, why: "unknown" })));
      }
      if (failed.length > 0) throw new NotConfirmed(failed);
    },
    async consume(queueName, { prefetch }, onDelivery) {
      await undefined;
      if (!session) throw away();
      const queue = server.queue(queueName);
      if (!queue) throw new Error(`${queueName} is missing: load definitions.json into the broker`);
      const subscription = { queue, prefetch, onDelivery, consumer: undefined, cancelled: false };
      subscriptions.add(subscription);
      subscribe(subscription);
      return {
        cancel: async () => unsubscribe(subscription),
        async giveBack() {
          const { consumer } = subscription;
          unsubscribe(subscription);
          subscriptions.delete(subscription);
          subscription.consumer = undefined;
          if (consumer) queue.requeueAll(consumer);
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

/** Applies the limits of AMQP: a message id is cut to 255 bytes, a longer routing key is refused. */
function carry(server: Server, publication: Publication): readonly Unconfirmed[] {
  const { messageId, routingKey } = publication;
  if (routingKey.length * 3 > longestName && byteLength(routingKey) > longestName)
    return [{ publication, why: "refused" }];
  const cut = cutToBytes(messageId, longestName);
  const why = server.accept(cut === messageId ? publication : { ...publication, messageId: cut });
  return why ? [{ publication, why }] : [];
}

/** A consumer exists as long as its connection: an acknowledgement after that has no effect. */
function subscribe(subscription: Subscription): void {
  const { queue, prefetch, onDelivery, cancelled } = subscription;
  if (cancelled) return;
  const consumer: QueueConsumer = {
    prefetch,
    unacked: [],
    isGone: false,
    deliver(message) {
      const { body, exchange, headers, messageId, routingKey } = message.publication;
      try {
        onDelivery({
          queue: queue.name,
          messageId,
          headers,
          body,
          exchange,
          routingKey,
          redelivered: message.returns > 0,
          returns: message.returns,
          ack: () => queue.acknowledge(consumer, message),
          isAcknowledged: async () => !consumer.isGone && !consumer.unacked.includes(message),
          isHeld: () => !consumer.isGone,
        });
      } catch {
        queue.requeue(consumer, message);
      }
    },
  };
  subscription.consumer = consumer;
  queue.addConsumer(consumer);
}

function unsubscribe(subscription: Subscription): void {
  subscription.cancelled = true;
  if (subscription.consumer) subscription.queue.cancelConsumer(subscription.consumer);
}
