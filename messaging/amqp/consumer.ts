import type { ChannelModel, ConsumeMessage } from "amqplib";
import type { Delivery } from "../broker.ts";
import { errorOf } from "../errors.ts";
import { closed } from "./closed.ts";
import { deliveryOf, onChannel, type Source } from "./delivery.ts";

export interface ConsumerOptions {
  readonly queue: string;
  readonly prefetch: number;
  readonly onDelivery: (delivery: Delivery) => void;
  /** Called when `onDelivery` throws. */
  readonly onTrouble: (why: Error) => void;
  /** Called when the consumer needs a new connection. */
  readonly reconnect: () => void;
}

/**
 * The consumer of one queue. It lives longer than its channel, and subscribes again on each new connection.
 */
export class AmqpConsumer {
  readonly #options: ConsumerOptions;
  #state: "new" | "active" | "ended" = "new";
  /** The channel that it currently consumes on. */
  #source: Source | undefined;

  constructor(options: ConsumerOptions) {
    this.#options = options;
  }

  /** Subscribes on a connection, on a channel of its own. */
  async subscribe(connection: ChannelModel): Promise<void> {
    const { queue, prefetch } = this.#options;
    const channel = await connection.createChannel();
    const source: Source = { channel, prefetch, acknowledged: 0, isOpen: true };
    channel.on("error", () => {});
    channel.on("close", () => {
      const wasOpen = source.isOpen;
      source.isOpen = false;
      if (wasOpen && this.#source === source && this.#state === "active") this.#options.reconnect();
    });
    await channel.prefetch(prefetch);
    this.#source = source;
    const { consumerTag } = await channel.consume(queue, (message) => {
      if (!source.isOpen) return;
      if (message) this.#deliver(source, message);
      else void this.#resubscribe(connection, source);
    });
    source.consumerTag = consumerTag;
    if (this.#state === "new") this.#state = "active";
  }

  /** Ends the subscription. Its deliveries can still be acknowledged. */
  async cancel(): Promise<void> {
    this.#state = "ended";
    const { channel, consumerTag } = this.#source ?? {};
    if (channel && consumerTag) await channel.cancel(consumerTag).catch(() => {});
  }

  /** Ends the subscription and requeues its unacknowledged deliveries. */
  async giveBack(): Promise<void> {
    this.#state = "ended";
    if (this.#source) await requeueAll(this.#source).catch(() => {});
  }

  /** Ends the subscription without a request to the broker: its connection closes. */
  abandon(): void {
    this.#state = "ended";
  }

  /**
   * The broker has cancelled the consumer. RabbitMQ 4.3 does so when an acknowledgement is overdue; every
   * version does when the queue is deleted.
   */
  async #resubscribe(connection: ChannelModel, source: Source): Promise<void> {
    try {
      await requeueAll(source);
      if (this.#state === "active") await this.subscribe(connection);
    } catch {
      this.#options.reconnect();
    }
  }

  /**
   * Catches what `onDelivery` throws: amqplib would treat it as a connection error and close the connection.
   */
  #deliver(source: Source, message: ConsumeMessage): void {
    const { queue, onDelivery, onTrouble } = this.#options;
    try {
      onDelivery(deliveryOf(queue, source, message));
    } catch (thrown) {
      // Rejects it at once: otherwise the next multiple acknowledgement would cover it, and lose it.
      onChannel(() => source.channel.reject(message, true));
      onTrouble(
        new Error(`a message from ${queue} was requeued: ${errorOf(thrown).message}`, { cause: thrown }),
      );
    }
  }
}

/**
 * Requeues the unacknowledged deliveries and closes the channel. Cancels the consumer first, or the queue
 * would deliver the same messages again. Then rejects them explicitly: RabbitMQ 4.3 counts a return that a
 * closing channel causes, but not a rejection.
 */
async function requeueAll(source: Source): Promise<void> {
  const { channel, consumerTag } = source;
  if (!source.isOpen) return;
  source.isOpen = false;
  if (consumerTag) await channel.cancel(consumerTag);
  channel.nackAll(true);
  await closed(channel);
}
