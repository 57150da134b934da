import { cancellationsExchange, eventsExchange, type Topology } from "#contracts/topology.ts";
import type { Publication } from "../broker.ts";
import type { Clock } from "../clock.ts";
import { harmless } from "../instance/harmless.ts";
import { connectTo, type MemoryConnection } from "./connection.ts";
import type { Held } from "./line.ts";
import { createQueue, type MemoryQueue, type QueueContents } from "./queue.ts";
import type { QueueChange } from "./queue-change.ts";
import { differences, route } from "./routing.ts";

/** A small RabbitMQ: every client has its own connection to it. */
export interface MemoryBroker {
  connect(name: string): MemoryConnection;
  /** Loads exchanges, queues and bindings beside those that are there. */
  declare(topology: Topology): void;
  /** Goes down: all connections are lost. What the queues hold survives. */
  stop(): void;
  /** Comes back; the clients connect and subscribe again by themselves. */
  start(): void;
  /** What is in a queue, for invariants. */
  queue(name: string): QueueContents;
  /** Takes out of a queue one message that was seen in it, as a person does; false when it is not there any more. */
  remove(queue: string, publication: Publication): boolean;
  /**
   * Hears every event and every cancellation, beside the services and without being noticed by them. The function that is
   * returned ends it.
   */
  listen(onMessage: (publication: Publication) => void): () => void;
}

export interface MemoryBrokerOptions {
  readonly clock: Clock;
  readonly topology: Topology;
  /** How long a client takes to connect again, in milliseconds. Default 100. */
  readonly reconnectMs?: number;
  /** Called with each change of what a queue holds, as it happens. */
  readonly observe?: (change: QueueChange) => void;
}

/** A broker in memory, with the semantics that the chassis relies on. */
export function memoryBroker(options: MemoryBrokerOptions): MemoryBroker {
  const { clock, reconnectMs = 100 } = options;
  const connections: MemoryConnection[] = [];
  const queues = new Map<string, MemoryQueue>();
  const listeners = new Set<(publication: Publication) => void>();
  const routes = new Map<string, readonly string[]>();
  const changed = harmless("observe", options.observe ?? (() => {}));
  let topology: Topology = { exchanges: [], queues: [], bindings: [] };
  let running = true;

  function queuesFor(exchange: string, routingKey: string): readonly MemoryQueue[] {
    const place = `${exchange} ${routingKey}`;
    const names = routes.get(place) ?? route(topology, exchange, routingKey);
    routes.set(place, names);
    return names.flatMap((name) => queues.get(name) ?? []);
  }

  function accept(publication: Publication): "unroutable" | "refused" | undefined {
    if (publication.exchange === eventsExchange || publication.exchange === cancellationsExchange) {
      for (const listener of listeners) queueMicrotask(() => listener(publication));
    }
    const targets = queuesFor(publication.exchange, publication.routingKey);
    if (targets.length === 0) return "unroutable";
    const stored = targets.filter((queue) => queue.offer(publication, []));
    return stored.length < targets.length ? "refused" : undefined;
  }

  /** RabbitMQ drops what comes back to a queue that it died in before, if nobody published it anew meanwhile. */
  function deadLetter(held: Held, exchange: string, routingKey: string, from: string): boolean {
    const diedIn = [...held.diedIn, from];
    const targets = queuesFor(exchange, routingKey);
    const publication = { ...held.publication, exchange, routingKey };
    const stored = targets.filter((queue) => diedIn.includes(queue.name) || queue.offer(publication, diedIn));
    return targets.length > 0 && stored.length === targets.length;
  }

  function declare(more: Topology): void {
    const { exchanges, queues: before, bindings } = topology;
    const isNew = ({ name }: { name: string }) => exchanges.every((there) => there.name !== name);
    topology = {
      exchanges: [...exchanges, ...more.exchanges.filter(isNew)],
      queues: [...before, ...more.queues],
      bindings: [...bindings, ...more.bindings],
    };
    const around = { clock, isRunning: () => running, deadLetter, changed };
    for (const queue of more.queues) {
      if (queues.has(queue.name)) throw new Error(`${queue.name} is there already`);
      queues.set(queue.name, createQueue(queue, around));
    }
    routes.clear();
  }

  declare(options.topology);
  const server = {
    clock,
    reconnectMs,
    isRunning: () => running,
    find: (queue: string) => queues.get(queue),
    accept,
    differences: (expected: Topology) => differences(topology, expected),
  };

  function found(name: string): MemoryQueue {
    const queue = queues.get(name);
    if (!queue) throw new Error(`the broker has no queue ${name}`);
    return queue;
  }

  return {
    connect(name) {
      const connection = connectTo(server, name);
      connections.push(connection);
      return connection;
    },
    declare,
    stop() {
      running = false;
      for (const connection of connections) connection.drop();
    },
    start() {
      if (running) return;
      running = true;
      for (const queue of queues.values()) queue.wake();
      for (const connection of connections) connection.reconnect();
    },
    queue: (name) => found(name).look(),
    remove: (name, publication) => found(name).remove(publication),
    listen(onMessage) {
      const listener = harmless("listen", onMessage);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
