import { exchangeOf } from "#contracts/topology.ts";
import { encode } from "#messaging/envelope.ts";
import type { Instant } from "#messaging/instant.ts";
import type { MemoryBroker } from "#messaging/memory/broker.ts";
import { beginning, idOf } from "#messaging/message.ts";

/** Publishes any bytes as an event, as a stranger might. */
export async function publishRaw(
  broker: MemoryBroker,
  messageId: string,
  type: string,
  body: Uint8Array,
): Promise<void> {
  const stranger = broker.connect("a stranger");
  const address = { exchange: exchangeOf(type), routingKey: type };
  await stranger.publish([{ ...address, messageId, headers: {}, body }]);
  await stranger.close();
}

/** Two orders that nobody can handle, one cut off, one that says nothing: each is parked by the three services that hear it. */
export async function poison(broker: MemoryBroker, time: Instant): Promise<void> {
  const type = "orders.order-placed.v1";
  const id = idOf("an order that says nothing");
  const empty = encode(beginning({ id, type, source: "/orders", subject: id, time, data: {} }));
  await publishRaw(broker, "cut-off", type, empty.slice(0, 100));
  await publishRaw(broker, id, type, empty);
}
