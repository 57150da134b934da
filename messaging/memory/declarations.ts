import type { Topology } from "../topology.ts";
import type { MemoryQueue } from "./queue.ts";
import { route } from "./routing.ts";

/** The exchanges, queues and bindings that were declared on the memory broker. */
export class Declarations {
  readonly #createQueue: (queue: Topology["queues"][number]) => MemoryQueue;
  readonly #queues = new Map<string, MemoryQueue>();
  /** Queue names by exchange and routing key: matching the bindings for each publication is slow. */
  readonly #routes = new Map<string, readonly string[]>();
  #topology: Topology = { exchanges: [], queues: [], bindings: [] };

  constructor(createQueue: (queue: Topology["queues"][number]) => MemoryQueue) {
    this.#createQueue = createQueue;
  }

  get topology(): Topology {
    return this.#topology;
  }

  /** Adds a topology to the declared one. Exchanges that exist stay as they are. */
  declare(more: Topology): void {
    const { exchanges, queues, bindings } = this.#topology;
    const isNew = ({ name }: { name: string }) => exchanges.every((existing) => existing.name !== name);
    this.#topology = {
      exchanges: [...exchanges, ...more.exchanges.filter(isNew)],
      queues: [...queues, ...more.queues],
      bindings: [...bindings, ...more.bindings],
    };
    for (const queue of more.queues) {
      if (this.#queues.has(queue.name)) throw new Error(`the queue ${queue.name} is already declared`);
      this.#queues.set(queue.name, this.#createQueue(queue));
    }
    this.#routes.clear();
  }

  queues(): readonly MemoryQueue[] {
    return [...this.#queues.values()];
  }

  queue(name: string): MemoryQueue | undefined {
    return this.#queues.get(name);
  }

  /**
   * Events go to topic and fanout exchanges. A direct exchange is for one queue: retries, parked messages.
   */
  isShared(exchange: string): boolean {
    return this.#topology.exchanges.some(({ name, type }) => name === exchange && type !== "direct");
  }

  /** The queues that a message is routed to. */
  queuesFor(exchange: string, routingKey: string): readonly MemoryQueue[] {
    const key = `${exchange} ${routingKey}`;
    const names = this.#routes.get(key) ?? route(this.#topology, exchange, routingKey);
    this.#routes.set(key, names);
    return names.flatMap((name) => this.#queues.get(name) ?? []);
  }
}
