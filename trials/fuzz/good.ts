import type { EventType, ServiceName } from "#contracts/generated/events.ts";
import { exchangeOf } from "#contracts/topology.ts";
import type { Publication } from "#messaging/broker.ts";
import { encode } from "#messaging/envelope.ts";
import { beginning, idOf } from "#messaging/message.ts";
import { samples } from "#tooling/testing/event-samples.ts";

/** What each service can handle at once, whatever came before. */
const types: Readonly<Record<ServiceName, EventType>> = {
  orders: "restaurants.menu-changed.v1",
  payments: "orders.order-placed.v1",
  restaurants: "orders.order-placed.v1",
  couriers: "restaurants.order-confirmed.v1",
  notifications: "orders.order-placed.v1",
};

/** A message as it should be, about something of its own: it must have its effect, whatever comes before and after it. */
export function goodMessage(service: ServiceName, name: string): Publication {
  const type = types[service];
  const id = idOf(`good/${name}`);
  const subject = idOf(`good order/${name}`);
  const sample = samples[type];
  const data = "orderId" in sample ? { ...sample, orderId: subject } : { ...sample, restaurantId: subject };
  const source = `/${type.split(".")[0]}`;
  const message = beginning({ id, type, source, subject, time: "2026-01-02T18:00:00.000Z", data });
  return { exchange: exchangeOf(type), routingKey: type, messageId: id, headers: {}, body: encode(message) };
}
