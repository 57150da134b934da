import { eventsExchange } from "#contracts/exchanges.ts";
import type { Publication } from "#messaging/broker.ts";
import { type MemoryBroker, memoryBroker } from "#messaging/memory/broker.ts";
import { type VirtualClock, virtualClock } from "#messaging/memory/clock.ts";
import { randomFrom } from "#stage/company/random.ts";
import { showQueues } from "./queue-courses.ts";
import { type Show, showOn } from "./recording.ts";

/** The chassis' own memory broker on the virtual clock, with queues of a lesson's own behind one fanout exchange. */
export interface BenchBroker {
  readonly clock: VirtualClock;
  readonly broker: MemoryBroker;
  /** From 0 to 1, 1 excluded. */
  readonly random: () => number;
  /** Milliseconds since the bench was made. */
  now(): number;
  after(ms: number, what: () => void): void;
  /** Publishes numbered messages to every queue. */
  publish(numbers: readonly number[]): Promise<void>;
  /** Publishes one numbered message to one queue. */
  publishTo(queue: string, n: number): Promise<void>;
  /** Starts workers, each on a connection of its own. */
  startWorkers(all: readonly Work[]): Promise<readonly Worker[]>;
  /** Shows quantities as they are from now on, beside those of the queues, which are always shown. */
  readonly show: Show;
}

/** What a worker does: it takes from a queue, and handles one message after another. */
export interface Work {
  readonly queue: string;
  /** The most messages that it holds unacknowledged. Default: 1. */
  readonly prefetch?: number;
  /** Draws how long a message takes. Default: no time. */
  readonly workMs?: () => number;
  /** Called when a message is done, before it is acknowledged. */
  handle?(n: number): void;
}

export interface Worker {
  /** How many messages it has handled so far. */
  readonly handled: number;
}

/** The exchange that observers of the memory broker consume. */
const exchange = eventsExchange;
/** The exchange that routes a message to the queue with its routing key. */
const toOne = "to-one";

export function benchBroker(seed: number, queues: readonly string[]): BenchBroker {
  const clock = virtualClock();
  const topology = {
    exchanges: [
      { name: exchange, type: "fanout" as const },
      { name: toOne, type: "direct" as const },
    ],
    queues: queues.map((name) => ({ name, durable: true as const, arguments: {} })),
    bindings: queues.flatMap((queue) => [
      { exchange, queue, routingKey: "" },
      { exchange: toOne, queue, routingKey: queue },
    ]),
  };
  const broker = memoryBroker({ clock, topology, observe: showQueues(clock) });
  const publisher = broker.connect("publisher");
  const began = clock.now();
  const now = (): number => clock.now() - began;
  const after = (ms: number, what: () => void) => void clock.at(clock.now() + ms, what);

  async function start({ queue, prefetch = 1, workMs = () => 0, handle }: Work, n: number): Promise<Worker> {
    const worker = { handled: 0 };
    let freeAt = 0;
    await broker.connect(`worker-${n}`).consume(queue, { prefetch }, ({ body, ack }) => {
      freeAt = Math.max(freeAt, now()) + workMs();
      after(freeAt - now(), () => {
        worker.handled += 1;
        handle?.(numberIn(body));
        ack();
      });
    });
    return worker;
  }

  return {
    clock,
    broker,
    random: randomFrom(seed),
    now,
    after,
    startWorkers: (all) => Promise.all(all.map(start)),
    publish: (numbers) => publisher.publish(numbers.map((n) => publication(String(n), exchange, ""))),
    publishTo: (queue, n) => publisher.publish([publication(String(n), toOne, queue)]),
    show: showOn(clock),
  };
}

/** A message whose body is its id. */
export const publication = (messageId: string, exchange: string, routingKey: string): Publication => ({
  exchange,
  routingKey,
  messageId,
  headers: {},
  body: new TextEncoder().encode(messageId),
});

/** The number in a message. */
export const numberIn = (body: Uint8Array): number => Number(new TextDecoder().decode(body));

/** The whole numbers from 0 to `many`, `many` excluded. */
export const numbers = (many: number): readonly number[] => Array.from({ length: many }, (_, n) => n);
