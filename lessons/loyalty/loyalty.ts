import { validateEnvelope, validators } from "#contracts/generated/validators.js";
import { eventsExchange, type Topology } from "#contracts/topology.ts";
import type { MemoryBroker } from "#messaging/memory/broker.ts";

/** A newcomer: customers get a point for each whole euro that they paid, and lose it when the money goes back. */
export interface Loyalty {
  pointsFor(orderId: string): number;
  leave(): Promise<void>;
}

const paid = "payments.payment-succeeded.v1";
const refunded = "payments.payment-refunded.v1";

/** What it brings along: one queue of its own, bound to what it hears. Nobody else's queue or file changes. */
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

/** Joins a company that runs. Its book is by order, so that a message that comes twice counts once. */
export async function joinLoyalty(broker: MemoryBroker): Promise<Loyalty> {
  broker.declare(loyaltyTopology);
  const book = new Map<string, { paid: number; refunded: boolean }>();
  const connection = broker.connect("loyalty");
  await connection.consume("loyalty.inbox", { prefetch: 50 }, ({ body, ack }) => {
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

// Facts may arrive in any order: each is noted by itself.
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
