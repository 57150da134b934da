// The exchanges, queues and bindings of a company, as data. Its contracts name the exchanges of events and say
// which service consumes what; queue shapes, retry tiers and delivery limits are the chassis' own.

import type { Contracts, Exchange } from "./contracts.ts";
import { deadLettersTo, practicallyUnlimited, quorum } from "./policies/queue-arguments.ts";
import { retryTiers } from "./policies/retry-tiers.ts";

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

/**
 * The exchange through which a service sends a message to a retry tier, and through which it returns. Each
 * service has its own, so its RabbitMQ user needs no permission on the default exchange.
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
export function topologyOf(contracts: Contracts, service: string): Topology {
  const { exchangeOf, hears, parkedExchange } = contracts;
  const { inbox, parked, retry } = queuesOf(service);
  const retryExchange = retryExchangeOf(service);
  return {
    exchanges: [...sharedExchanges(contracts), { name: retryExchange, type: "direct" }],
    queues: [
      queue(inbox, deadLettersTo(parkedExchange, service)),
      ...retry.map(({ name, delayMs }) =>
        queue(name, { "x-message-ttl": delayMs, ...deadLettersTo(retryExchange, backToInbox) }),
      ),
      queue(parked, { "x-delivery-limit": practicallyUnlimited }),
    ],
    bindings: [
      ...(hears[service] ?? []).map((type) => ({
        exchange: exchangeOf(type),
        queue: inbox,
        routingKey: type,
      })),
      ...retry.map(({ name, routingKey }) => ({ exchange: retryExchange, queue: name, routingKey })),
      { exchange: retryExchange, queue: inbox, routingKey: backToInbox },
      { exchange: parkedExchange, queue: parked, routingKey: service },
    ],
  };
}

/** The topology of a whole company. */
export function companyTopology(contracts: Contracts): Topology {
  const services = Object.keys(contracts.hears);
  const each = services.map((service) => topologyOf(contracts, service));
  return {
    exchanges: [
      ...sharedExchanges(contracts),
      ...services.map((service) => ({ name: retryExchangeOf(service), type: "direct" as const })),
    ],
    queues: each.flatMap(({ queues }) => queues),
    bindings: each.flatMap(({ bindings }) => bindings),
  };
}

const sharedExchanges = ({ exchanges, parkedExchange }: Contracts): readonly Exchange[] => [
  ...exchanges,
  { name: parkedExchange, type: "direct" },
];

/** The routing key that returns a message from a service's retry exchange to its inbox. */
export const backToInbox = "inbox";

const queue = (name: string, more: Queue["arguments"]): Queue => ({
  name,
  durable: true,
  arguments: { ...quorum, ...more },
});
