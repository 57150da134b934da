import { contracts } from "#contracts/contracts.ts";
import { exchangeOf } from "#contracts/exchanges.ts";
import type { Instant } from "#messaging/instant.ts";
import type { MemoryBroker } from "#messaging/memory/broker.ts";
import { beginning, idOf } from "#messaging/message.ts";
import { encode } from "#messaging/wire/envelope.ts";
import type { Untimed } from "../../narrative/recorder.ts";

/** Publishes arbitrary bytes as an event, as a faulty publisher might. */
export async function publishRaw(
  broker: MemoryBroker,
  messageId: string,
  type: string,
  body: Uint8Array,
): Promise<void> {
  const stranger = broker.connect("faulty publisher");
  const address = { exchange: exchangeOf(type), routingKey: type };
  await stranger.publish([{ ...address, messageId, headers: {}, body }]);
  await stranger.close();
}

/** Two invalid orders, one truncated, one without data: each of the three consumers parks both. */
export async function poison(
  broker: MemoryBroker,
  time: Instant,
  record: (entry: Untimed) => void,
): Promise<void> {
  const type = "orders.order-placed.v1";
  const id = idOf("an order that says nothing");
  const empty = encode(beginning({ id, type, source: "/orders", subject: id, time, data: {} }), contracts);
  const bodies = new Map([
    ["cut-off", empty.slice(0, 100)],
    [id, empty],
  ]);
  for (const [messageId, body] of bodies) {
    record({ kind: "poisoned", messageId, type, body: new TextDecoder().decode(body) });
    await publishRaw(broker, messageId, type, body);
  }
}
