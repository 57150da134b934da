// Delivery, expiry and dead-lettering share all of a queue's state; hence the length.

import type { Publication } from "../broker.ts";
import type { Clock } from "../clock.ts";
import { invariant } from "../invariant.ts";
import { attemptOf } from "../settlement/failure-headers.ts";
import type { Queue } from "../topology.ts";
import type { Leaving, QueueChange } from "./queue-change.ts";
import { createReadyMessages, type QueuedMessage } from "./ready-messages.ts";

/** A consumer of a queue, on one connection. */
export interface QueueConsumer {
  readonly prefetch: number;
  /** The messages that were delivered and not acknowledged, in order of delivery. */
  unacked: QueuedMessage[];
  /** True once its unacknowledged messages were requeued. */
  isGone: boolean;
  deliver(message: QueuedMessage): void;
}

export interface QueueContents {
  readonly ready: number;
  readonly unacked: number;
  readonly messages: readonly Publication[];
}

/** What a queue needs from its broker. */
interface QueueBroker {
  readonly clock: Clock;
  isRunning(): boolean;
  /** Republishes a dead letter to an exchange. Returns false if no queue, or not every queue, took it. */
  deadLetter(message: QueuedMessage, exchange: string, routingKey: string, from: string): boolean;
  /** Called with each change of the queue's contents. */
  observe(change: QueueChange): void;
}

/** RabbitMQ retries a dead letter that it could not route after this time, in milliseconds. */
const deadLetterRetryMs = 180_000;

/** A quorum queue with the arguments that the topology uses. */
export class MemoryQueue {
  readonly name: string;
  readonly #arguments: Queue["arguments"];
  readonly #broker: QueueBroker;
  readonly #deliveryLimit: number;
  readonly #maxLength: number;
  readonly #ready = createReadyMessages();
  /** Consumers that receive messages. */
  readonly #consumers: QueueConsumer[] = [];
  /** Consumers that may have unacknowledged messages; a cancelled one keeps them. */
  readonly #holders = new Set<QueueConsumer>();
  /** Dead letters that could not be routed yet. */
  readonly #undelivered: QueuedMessage[] = [];
  #lastPosition = 0;
  /** The index of the consumer that is served next. */
  #turn = 0;
  #expiryTimerAt: number | undefined;
  #isDelivering = false;

  constructor({ name, arguments: args }: Queue, broker: QueueBroker) {
    this.name = name;
    this.#arguments = args;
    this.#broker = broker;
    this.#deliveryLimit = Number(args["x-delivery-limit"] ?? Number.POSITIVE_INFINITY);
    this.#maxLength = Number(args["x-max-length"] ?? Number.POSITIVE_INFINITY);
  }

  /** Stores a message. Returns false if the queue is full and refuses it. */
  enqueue(publication: Publication, deadLetteredBy: readonly string[]): boolean {
    if (this.#ready.size() >= this.#maxLength) {
      if (this.#arguments["x-overflow"] === "reject-publish") return false;
      const oldest = this.#ready.take();
      if (oldest) this.#deadLetter(oldest, "full");
    }
    this.#lastPosition += 1;
    const position = this.#lastPosition;
    const ttlMs = this.#arguments["x-message-ttl"];
    const expiresAt = ttlMs === undefined ? undefined : this.#broker.clock.now() + Number(ttlMs);
    this.#ready.add({ publication, deadLetteredBy, position, expiresAt, returns: 0 });
    this.#broker.observe({ kind: "enqueued", queue: this.name, position, ...observable(publication) });
    if (expiresAt !== undefined) this.#expire();
    this.#deliverSoon();
    return true;
  }

  addConsumer(consumer: QueueConsumer): void {
    this.#consumers.push(consumer);
    this.#holders.add(consumer);
    this.#deliverSoon();
  }

  /** Delivers nothing more to a consumer. It can still acknowledge earlier deliveries. */
  cancelConsumer(consumer: QueueConsumer): void {
    const at = this.#consumers.indexOf(consumer);
    if (at >= 0) this.#consumers.splice(at, 1);
  }

  /** Acknowledges a message and everything that the consumer received before it. */
  acknowledge(consumer: QueueConsumer, upTo: QueuedMessage): void {
    const acknowledged = consumer.unacked.splice(0, consumer.unacked.indexOf(upTo) + 1);
    if (acknowledged.length === 0) return;
    const positions = acknowledged.map(({ position }) => position);
    this.#broker.observe({ kind: "acknowledged", queue: this.name, positions });
    this.#deliverSoon();
  }

  /** Requeues one message that its consumer rejected. */
  requeue(consumer: QueueConsumer, message: QueuedMessage): void {
    const at = consumer.unacked.indexOf(message);
    if (at < 0) return;
    this.#requeue(consumer.unacked.splice(at, 1));
    this.#deliverSoon();
  }

  /** Requeues everything that a consumer did not acknowledge. */
  requeueAll(consumer: QueueConsumer): void {
    consumer.isGone = true;
    this.#holders.delete(consumer);
    this.#requeue(consumer.unacked.splice(0));
    this.resume();
  }

  /** Catches up once the broker runs: dead letters that could not be routed, expired messages, deliveries. */
  resume(): void {
    if (!this.#broker.isRunning()) return;
    for (const message of this.#undelivered.splice(0)) this.#deadLetter(message, "expired");
    this.#expire();
    this.#deliverSoon();
  }

  contents(): QueueContents {
    const unacked = [...this.#holders].flatMap((consumer) => consumer.unacked);
    const all = [...this.#ready.all(), ...unacked, ...this.#undelivered];
    const messages = all.map(({ publication }) => publication);
    return { ready: this.#ready.size(), unacked: unacked.length, messages };
  }

  /** Removes one message that is not delivered. Returns false if there is no such message. */
  remove(publication: Publication): boolean {
    const position = this.#ready.remove(publication)?.position;
    if (position === undefined) return false;
    this.#broker.observe({ kind: "left", queue: this.name, position, why: "removed" });
    return true;
  }

  /** Counts one more return for each message, and dead-letters those above the delivery limit. */
  #requeue(messages: readonly QueuedMessage[]): void {
    if (messages.length === 0) return;
    const returned = messages.map((message) => ({ ...message, returns: message.returns + 1 }));
    this.#ready.requeue(returned.filter(({ returns }) => returns <= this.#deliveryLimit));
    const positions = messages.map(({ position }) => position);
    this.#broker.observe({ kind: "returned", queue: this.name, positions });
    for (const message of returned) {
      if (message.returns > this.#deliveryLimit) this.#deadLetter(message, "delivery-limit");
    }
  }

  /** Routes a message to the dead-letter exchange; without one, drops it. */
  #deadLetter(message: QueuedMessage, why: Leaving): void {
    const { clock, observe } = this.#broker;
    const { position, publication } = message;
    const exchange = this.#arguments["x-dead-letter-exchange"];
    const key = String(this.#arguments["x-dead-letter-routing-key"] ?? publication.routingKey);
    const isTaken =
      exchange === undefined || this.#broker.deadLetter(message, String(exchange), key, this.name);
    if (isTaken || this.#arguments["x-dead-letter-strategy"] !== "at-least-once") {
      observe({ kind: "left", queue: this.name, position, why });
      return;
    }
    this.#undelivered.push(message);
    observe({ kind: "stuck", queue: this.name, position });
    clock.at(clock.now() + deadLetterRetryMs, () => this.resume());
  }

  /** Only the head of a queue expires: every message has the same TTL, so those behind it expire later. */
  #expire(): void {
    const { clock } = this.#broker;
    const isDue = (head: QueuedMessage | undefined) =>
      (head?.expiresAt ?? Number.POSITIVE_INFINITY) <= clock.now();
    while (isDue(this.#ready.head())) {
      const message = this.#ready.take();
      if (message) this.#deadLetter(message, "expired");
    }
    const next = this.#ready.head()?.expiresAt;
    if (next === undefined || (this.#expiryTimerAt !== undefined && this.#expiryTimerAt <= next)) return;
    this.#expiryTimerAt = next;
    clock.at(next, () => {
      this.#expiryTimerAt = undefined;
      if (this.#broker.isRunning()) this.#expire();
    });
  }

  /** Delivers in a microtask, so never inside the caller's publish or acknowledge. */
  #deliverSoon(): void {
    if (this.#isDelivering || this.#consumers.length === 0) return;
    this.#isDelivering = true;
    queueMicrotask(() => {
      this.#isDelivering = false;
      for (let to = this.#nextConsumer(); to; to = this.#nextConsumer()) {
        const message = this.#ready.take();
        if (!message) return;
        to.unacked.push(message);
        this.#broker.observe({ kind: "delivered", queue: this.name, position: message.position });
        invariant(to.unacked.length <= to.prefetch, `${this.name} delivered more than the prefetch`);
        to.deliver(message);
      }
    });
  }

  /** Round robin: the next consumer below its prefetch; undefined if there is none, or no message. */
  #nextConsumer(): QueueConsumer | undefined {
    if (!this.#ready.head()) return undefined;
    for (let tried = 0; tried < this.#consumers.length; tried += 1) {
      const consumer = this.#consumers[(this.#turn + tried) % this.#consumers.length];
      if (!consumer || consumer.unacked.length >= consumer.prefetch) continue;
      this.#turn = (this.#turn + tried + 1) % this.#consumers.length;
      return consumer;
    }
    return undefined;
  }
}

/** What observers see of a message. */
const observable = ({ exchange, headers, messageId, routingKey }: Publication) => ({
  messageId,
  exchange,
  routingKey,
  attempt: attemptOf(headers),
});
