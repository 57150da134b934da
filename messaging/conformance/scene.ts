import { v4 } from "uuid";
import type { Broker, Consumer, Delivery, Publication } from "../broker.ts";
import type { Queue, Topology } from "../topology.ts";
import type { BrokerHarness } from "./broker-harness.ts";

/** How long a message waits in the retry queue, in milliseconds. */
export const retryDelayMs = 250;

/** The exchanges and queues of one test. Their names are unique, because a real broker keeps them. */
export interface Scene {
  readonly id: string;
  readonly topology: Topology;
  /** A fanout exchange to the inbox and the other queue. */
  readonly everyone: string;
  /** A direct exchange; the keys are `inbox`, `retry`, `fragile`, `parked` and `narrow`. */
  readonly direct: string;
  /** Bound to `stations.*.v1`. */
  readonly inbox: string;
  /** Bound to `stations.#`. */
  readonly other: string;
  /** Dead-letters to the inbox after `retryDelayMs`. */
  readonly retry: string;
  /** Dead-letters to the parked queue after two returns. */
  readonly fragile: string;
  readonly parked: string;
  /** Takes one message, and refuses more. */
  readonly narrow: string;
  connect(name: string): Promise<Broker>;
  publication(exchange: string, routingKey: string, text: string): Publication;
  /** A publication to the topic exchange. */
  event(routingKey: string, text: string): Publication;
  /** An event that the inbox and the other queue get. */
  placed(text: string): Publication;
  /** Closes every client. */
  close(): Promise<void>;
}

/** What each test gets: its own queues, and a client. */
export interface AtBroker {
  readonly harness: BrokerHarness;
  readonly scene: Scene;
  readonly client: Broker;
  /** Resolves once the condition is true. */
  eventually(condition: () => boolean | Promise<boolean>): Promise<void>;
  /** Resolves once a queue has this number of messages. */
  holds(queue: string, messages: number): Promise<void>;
}

/** Declares the exchanges and queues of one test. */
export async function openScene(harness: BrokerHarness): Promise<Scene> {
  const id = `conformance.${v4()}`;
  const clients: Broker[] = [];
  const [events, everyone, direct] = [`${id}.events`, `${id}.everyone`, `${id}.direct`];
  const names = {
    inbox: `${id}.inbox`,
    other: `${id}.other`,
    retry: `${id}.retry`,
    fragile: `${id}.fragile`,
    parked: `${id}.parked`,
    narrow: `${id}.narrow`,
  };
  const topology: Topology = {
    exchanges: [
      { name: events, type: "topic" },
      { name: everyone, type: "fanout" },
      { name: direct, type: "direct" },
    ],
    queues: [
      quorum(names.inbox, {}),
      quorum(names.other, {}),
      quorum(names.retry, { "x-message-ttl": retryDelayMs, ...deadLettersTo(direct, "inbox") }),
      quorum(names.fragile, { "x-delivery-limit": 1, ...deadLettersTo(direct, "parked") }),
      quorum(names.parked, {}),
      quorum(names.narrow, { "x-max-length": 1, "x-overflow": "reject-publish" }),
    ],
    bindings: [
      { exchange: events, queue: names.inbox, routingKey: "stations.*.v1" },
      { exchange: events, queue: names.other, routingKey: "stations.#" },
      { exchange: everyone, queue: names.inbox, routingKey: "" },
      { exchange: everyone, queue: names.other, routingKey: "" },
      { exchange: direct, queue: names.inbox, routingKey: "inbox" },
      { exchange: direct, queue: names.retry, routingKey: "retry" },
      { exchange: direct, queue: names.fragile, routingKey: "fragile" },
      { exchange: direct, queue: names.parked, routingKey: "parked" },
      { exchange: direct, queue: names.narrow, routingKey: "narrow" },
    ],
  };
  await harness.declare(topology);

  const publication = (exchange: string, routingKey: string, text: string): Publication => {
    return { exchange, routingKey, messageId: v4(), headers: {}, body: new TextEncoder().encode(text) };
  };
  return {
    id,
    topology,
    everyone,
    direct,
    ...names,
    async connect(name) {
      const client = await harness.connect(`${id} ${name}`);
      clients.push(client);
      return client;
    },
    publication,
    event: (routingKey, text) => publication(events, routingKey, text),
    placed: (text) => publication(events, "stations.placed.v1", text),
    async close() {
      await Promise.all(clients.map((client) => client.close()));
    },
  };
}

const quorum = (name: string, more: Queue["arguments"]): Queue => ({
  name,
  durable: true,
  arguments: { "x-queue-type": "quorum", "x-delivery-limit": 20, ...more },
});

const deadLettersTo = (exchange: string, routingKey: string) => ({
  "x-dead-letter-exchange": exchange,
  "x-dead-letter-routing-key": routingKey,
  "x-dead-letter-strategy": "at-least-once",
  "x-overflow": "reject-publish",
});

/** Consumes a queue into a list without acknowledging. */
export async function collect(
  broker: Broker,
  queue: string,
  options: { readonly prefetch: number } = { prefetch: 1_000 },
): Promise<Delivery[] & { consumer: Consumer }> {
  const deliveries: Delivery[] = [];
  const consumer = await broker.consume(queue, options, (delivery) => deliveries.push(delivery));
  return Object.assign(deliveries, { consumer });
}

/** The bodies of deliveries, as text. */
export const textsOf = (deliveries: readonly Delivery[]): readonly string[] =>
  deliveries.map(({ body }) => new TextDecoder().decode(body));
