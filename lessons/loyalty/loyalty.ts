import { eventsExchange } from "#contracts/exchanges.ts";
import { validateEnvelope, validators } from "#contracts/generated/validators.js";
import type { MemoryBroker } from "#messaging/memory/broker.ts";
import type { Topology } from "#messaging/topology.ts";

/** A new service: customers get a point for each whole euro paid, and lose it with a refund. */
export interface Loyalty {
  pointsFor(orderId: string): number;
  leave(): Promise<void>;
}

const paid = "payments.payment-succeeded.v1";
const refunded = "payments.payment-refunded.v1";

/** Its own queue, bound to the two events it consumes. No other queue or file changes. */
export const loyaltyTopology: Topology = {
  exchanges: [{ name: eventsExchange, type: "topic" }],
  queues: [
    { name: "loyalty.inbox", durable: true, arguments: { "x-queue-type": "quorum", "x-delivery-limit": 20 } },
  ],
  bindings: [paid, refunded].map((routingKey) => ({
    exchange: eventsExchange,
    queue: "loyalty.inbox",
    routingKey,
  })),
};

/** Joins a running company. Points are kept by order, so a redelivered message counts once. */
export async function joinLoyalty(broker: MemoryBroker, queue = "loyalty.inbox"): Promise<Loyalty> {
  broker.declare(loyaltyTopology);
  const book = new Map<string, { paid: number; refunded: boolean }>();
  const connection = broker.connect("loyalty");
  await connection.consume(queue, { prefetch: 50 }, ({ body, ack }) => {
    note(book, JSON.parse(new TextDecoder().decode(body)));
    ack();
  });
  return {
    pointsFor(orderId) {
      const entry = book.get(orderId);
      return entry && !entry.refunded ? Math.floor(entry.paid / 100) : 0;
    },
    leave: () => connection.close(),
  };
}

// Events may arrive in any order, so each sets its own field.
function note(book: Map<string, { paid: number; refunded: boolean }>, envelope: unknown): void {
  if (!validateEnvelope(envelope)) return;
  const { type, data } = envelope;
  if (type === paid && validators[paid](data)) {
    const entry = book.get(data.orderId);
    book.set(data.orderId, { refunded: entry?.refunded ?? false, paid: data.amount.amount });
  }
  if (type === refunded && validators[refunded](data)) {
    book.set(data.orderId, { paid: book.get(data.orderId)?.paid ?? 0, refunded: true });
  }
}
