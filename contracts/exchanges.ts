// The exchanges of the company. Queues, retries and limits belong to the chassis: messaging/topology.ts.

/** The exchange of every event except cancellations; the routing key is the event's type. */
export const eventsExchange = "food.events";

/** The exchange of cancellations: a fanout, so every bound queue gets them. */
export const cancellationsExchange = "food.cancellations";

/** The exchange of messages that cannot be handled; the routing key is the service's name. */
export const parkedExchange = "food.parked";

/** The exchange of hops, for watchers: not durable, and at most once. No service needs it to work. */
export const hopsExchange = "food.hops";

/** The exchanges of events. */
export const exchanges = [
  { name: eventsExchange, type: "topic" },
  { name: cancellationsExchange, type: "fanout" },
] as const;

/** The exchange that an event is published to; the routing key is its type. */
export function exchangeOf(type: string): string {
  return type === "orders.order-cancelled.v1" ? cancellationsExchange : eventsExchange;
}
