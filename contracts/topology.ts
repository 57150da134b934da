// The exchanges, queues and bindings of the choreography, as data.

import type { ServiceName } from "./generated/events.ts";
import { hears, services } from "./hears.ts";

export { services };

export interface Exchange {
  name: string;
  type: "topic" | "fanout" | "direct";
}

export interface Queue {
  name: string;
  durable: true;
  arguments: Record<string, string | number>;
}

export interface Binding {
  exchange: string;
  queue: string;
  routingKey: string;
}

export interface Topology {
  exchanges: readonly Exchange[];
  queues: readonly Queue[];
  bindings: readonly Binding[];
}

/** A queue where a message waits before the broker returns it to the inbox. */
export interface RetryQueue {
  name: string;
  /** The tier ("1s"): the routing key on the service's retry exchange. */
  routingKey: string;
  delayMs: number;
}

/** The exchange of every event except cancellations; the routing key is the event's type. */
export const eventsExchange = "food.events";

/** The exchange of cancellations: a fanout, so every bound queue gets them. */
export const cancellationsExchange = "food.cancellations";

/** The exchange of messages that cannot be handled; the routing key is the service's name. */
export const parkedExchange = "food.parked";

/** How long a message waits after each failure: tier, and milliseconds. After the last tier it is parked. */
export const retryTiers = [
  ["1s", 1_000],
  ["5s", 5_000],
  ["30s", 30_000],
  ["2m", 120_000],
  ["10m", 600_000],
] as const;

/** The exchange that an event is published to; the routing key is its type. */
export function exchangeOf(type: string): string {
  return type === "orders.order-cancelled.v1" ? cancellationsExchange : eventsExchange;
}

/**
 * The exchange through which a service sends a message to a retry tier, and through which it returns. Each service has its own, so its
 * RabbitMQ user needs no permission on the default exchange.
 */
export function retryExchangeOf(service: string): string {
  return `${service}.retry`;
}

/** The names of a service's queues. */
export function queuesOf(service: string): {
  inbox: string;
  parked: string;
  retry: readonly RetryQueue[];
} {
  return {
    inbox: `${service}.inbox`,
    parked: `${service}.parked`,
    retry: retryTiers.map(([tier, delayMs]) => ({
      name: `${service}.retry.${tier}`,
      routingKey: tier,
      delayMs,
    })),
  };
}

/** The topology of one service: its queues, their bindings, and the exchanges that these name. */
export function topologyOf(service: ServiceName): Topology {
  const { inbox, parked, retry } = queuesOf(service);
  const retryExchange = retryExchangeOf(service);
  return {
    exchanges: [...sharedExchanges, { name: retryExchange, type: "direct" }],
    queues: [
      quorum(inbox, deadLettersTo(parkedExchange, service)),
      ...retry.map(({ name, delayMs }) =>
        quorum(name, { "x-message-ttl": delayMs, ...deadLettersTo(retryExchange, backToInbox) }),
      ),
      quorum(parked, { "x-delivery-limit": practicallyUnlimited }),
    ],
    bindings: [
      ...hears[service].map((type) => ({ exchange: exchangeOf(type), queue: inbox, routingKey: type })),
      ...retry.map(({ name, routingKey }) => ({ exchange: retryExchange, queue: name, routingKey })),
      { exchange: retryExchange, queue: inbox, routingKey: backToInbox },
      { exchange: parkedExchange, queue: parked, routingKey: service },
    ],
  };
}

/** The routing key that returns a message from a service's retry exchange to its inbox. */
export const backToInbox = "inbox";

// Reading a parked message without removing it counts as a delivery, and RabbitMQ drops a message beyond the limit. RabbitMQ 4 takes
// -1 for unlimited, but 3.10 does not.
const practicallyUnlimited = 2 ** 31 - 1;

const sharedExchanges: readonly Exchange[] = [
  { name: eventsExchange, type: "topic" },
  { name: cancellationsExchange, type: "fanout" },
  { name: parkedExchange, type: "direct" },
];

// High enough that no outage reaches it: each lost connection counts, and up to RabbitMQ 4.2 each return. The service itself detects and
// parks a message that kills its consumer. Explicit, because the default differs: none up to 3.13, then 20.
const farAway = 1_000_000;

// Quorum, because a classic retry queue in front of a quorum inbox loses messages while the broker is down.
function quorum(name: string, more: Record<string, string | number>): Queue {
  return {
    name,
    durable: true,
    arguments: { "x-queue-type": "quorum", "x-delivery-limit": farAway, ...more },
  };
}

// At-least-once needs reject-publish: without it, RabbitMQ silently dead-letters at most once.
function deadLettersTo(exchange: string, routingKey: string): Record<string, string> {
  return {
    "x-dead-letter-exchange": exchange,
    "x-dead-letter-routing-key": routingKey,
    "x-dead-letter-strategy": "at-least-once",
    "x-overflow": "reject-publish",
  };
}

const perService = services.map(topologyOf);

/** The topology of the whole company. */
export const topology: Topology = {
  exchanges: [
    ...sharedExchanges,
    ...services.map((name) => ({ name: retryExchangeOf(name), type: "direct" as const })),
  ],
  queues: perService.flatMap(({ queues }) => queues),
  bindings: perService.flatMap(({ bindings }) => bindings),
};
