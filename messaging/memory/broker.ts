import type { Publication } from "../broker.ts";
import type { Clock } from "../clock.ts";
import { harmless } from "../instance/observer-failures.ts";
import type { Topology } from "../topology.ts";
import { connectTo, type MemoryConnection } from "./connection.ts";
import { deadLetterIn } from "./dead-letters.ts";
import { Declarations } from "./declarations.ts";
import { MemoryQueue, type QueueContents } from "./queue.ts";
import type { QueueChange } from "./queue-change.ts";
import { differences } from "./routing.ts";

/** A RabbitMQ in memory: every client has its own connection to it. */
export interface MemoryBroker {
  connect(name: string): MemoryConnection;
  /** Adds exchanges, queues and bindings to the declared ones. */
  declare(topology: Topology): void;
  /** Stops the broker: all connections are lost. The queues keep their messages. */
  stop(): void;
  /** Starts the broker again: the clients reconnect and resubscribe by themselves. */
  start(): void;
  /** What a queue contains, for invariants. */
  queue(name: string): QueueContents;
  /** Removes one message from a queue, as an operator does. Returns false if it is no longer there. */
  remove(queue: string, publication: Publication): boolean;
  /**
   * Observes every event (a publication to a topic or fanout exchange) without affecting delivery. Returns a
   * function that stops it.
   */
  listen(onMessage: (publication: Publication) => void): () => void;
}

export interface MemoryBrokerOptions {
  readonly clock: Clock;
  readonly topology: Topology;
  /**
   * How long a client takes to reconnect, in milliseconds.
   * @default 100
   */
  readonly reconnectMs?: number;
  /** Called with each change of a queue's contents, as it happens. */
  readonly observe?: (change: QueueChange) => void;
}

/** A broker in memory, with the semantics that the chassis relies on. */
export function memoryBroker(options: MemoryBrokerOptions): MemoryBroker {
  const { clock, reconnectMs = 100 } = options;
  const connections: MemoryConnection[] = [];
  const listeners = new Set<(publication: Publication) => void>();
  let isUp = true;
  const isRunning = () => isUp;
  const observe = harmless("observe", options.observe ?? (() => {}));
  const declarations = new Declarations(
    (queue) => new MemoryQueue(queue, { clock, isRunning, observe, deadLetter: deadLetterIn(declarations) }),
  );
  declarations.declare(options.topology);

  function accept(publication: Publication): "unroutable" | "refused" | undefined {
    if (declarations.isShared(publication.exchange)) {
      for (const listener of listeners) queueMicrotask(() => listener(publication));
    }
    const targets = declarations.queuesFor(publication.exchange, publication.routingKey);
    if (targets.length === 0) return "unroutable";
    const accepting = targets.filter((queue) => queue.enqueue(publication, []));
    return accepting.length < targets.length ? "refused" : undefined;
  }

  function existing(name: string): MemoryQueue {
    const queue = declarations.queue(name);
    if (!queue) throw new Error(`the broker has no queue ${name}`);
    return queue;
  }

  const server = {
    clock,
    reconnectMs,
    isRunning,
    accept,
    queue: (name: string) => declarations.queue(name),
    differences: (expected: Topology) => differences(declarations.topology, expected),
  };

  return {
    connect(name) {
      const connection = connectTo(server, name);
      connections.push(connection);
      return connection;
    },
    declare: (topology) => declarations.declare(topology),
    stop() {
      isUp = false;
      for (const connection of connections) connection.drop();
    },
    start() {
      if (isUp) return;
      isUp = true;
      for (const queue of declarations.queues()) queue.resume();
      for (const connection of connections) connection.reconnect();
    },
    queue: (name) => existing(name).contents(),
    remove: (name, publication) => existing(name).remove(publication),
    listen(onMessage) {
      const listener = harmless("listen", onMessage);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
