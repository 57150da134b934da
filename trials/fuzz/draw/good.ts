import { contracts } from "#contracts/contracts.ts";
import { exchangeOf } from "#contracts/exchanges.ts";
import type { EventType, ServiceName } from "#contracts/generated/events.ts";
import { hears } from "#contracts/hears.ts";
import type { Publication } from "#messaging/broker.ts";
import { beginning, idOf } from "#messaging/message.ts";
import { encode } from "#messaging/wire/envelope.ts";
import { samples } from "#tooling/testing/event-samples.ts";

/** An event that each service can handle at once: the first one that it consumes of an order. */
const typeFor = (service: ServiceName): EventType =>
  service === "orders" ? "restaurants.menu-changed.v1" : hears[service][0];

/** A valid message with its own subject: it must take effect, whatever comes before and after it. */
export function goodMessage(service: ServiceName, name: string): Publication {
  const type = typeFor(service);
  const id = idOf(`good/${name}`);
  const subject = idOf(`good order/${name}`);
  const sample = samples[type];
  const data = "orderId" in sample ? { ...sample, orderId: subject } : { ...sample, restaurantId: subject };
  const source = `/${type.split(".")[0]}`;
  const message = beginning({ id, type, source, subject, time: "2026-01-02T18:00:00.000Z", data });
  return {
    exchange: exchangeOf(type),
    routingKey: type,
    messageId: id,
    headers: {},
    body: encode(message, contracts),
  };
}
