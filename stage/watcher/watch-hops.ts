import type { ChannelModel } from "amqplib";
import { hopsExchange } from "#contracts/exchanges.ts";
import { closed } from "#messaging/amqp/closed.ts";
import { createLink } from "#messaging/amqp/reconnect.ts";
import type { Clock } from "#messaging/clock.ts";
import { errorOf } from "#messaging/errors.ts";
import { decodeBatch, type HopBatch } from "#messaging/telemetry/hop-batch.ts";

export interface WatchHopsOptions {
  /** RabbitMQ, as a user that may observe: `amqp://observer:…@localhost:5672`. */
  readonly url: string;
  readonly clock: Clock;
  readonly onBatch: (batch: HopBatch) => void;
  readonly onTrouble?: (why: Error) => void;
}

/** The most batches that wait for a watcher. The broker drops the oldest beyond that, and the watcher notices the gap. */
const mostWaiting = 2_000;

/** How often the queue is bound again, in milliseconds. */
const bindEveryMs = 5_000;

/** Consumes the hops that services report, from an exclusive queue of its own. Connects again after an outage. */
export function watchHops({ clock, onBatch, onTrouble = () => {}, url }: WatchHopsOptions): {
  isUp(): boolean;
  close(): Promise<void>;
} {
  const link = createLink({
    ...{ url, name: "watcher", clock, random: Math.random, onTrouble },
    setUp: (connection) => subscribe(connection, clock, onBatch, onTrouble),
  });
  return { isUp: () => link.session() !== undefined, close: link.close };
}

async function subscribe(
  connection: ChannelModel,
  clock: Clock,
  onBatch: (batch: HopBatch) => void,
  onTrouble: (why: Error) => void,
): Promise<true> {
  const channel = await connection.createChannel();
  channel.on("error", (error: Error) => onTrouble(error));
  let cancel = (): void => {};
  channel.on("close", () => {
    cancel();
    void closed(connection);
  });
  const queue = `observer.${crypto.randomUUID()}`;
  await channel.assertQueue(queue, {
    ...{ exclusive: true, autoDelete: true, durable: false },
    arguments: { "x-max-length": mostWaiting },
  });
  await channel.bindQueue(queue, hopsExchange, "");
  // An exchange that was deleted and declared again has lost its bindings, of which nobody is told. A missing one closes the channel.
  const bindAgain = (): void => {
    cancel = clock.at(clock.now() + bindEveryMs, bindAgain);
    channel.bindQueue(queue, hopsExchange, "").catch(() => {});
  };
  cancel = clock.at(clock.now() + bindEveryMs, bindAgain);
  const read = (content: Buffer): void => {
    try {
      onBatch(decodeBatch(content.toString()));
    } catch (error) {
      onTrouble(errorOf(error));
    }
  };
  await channel.consume(queue, (message) => message && read(message.content), { noAck: true });
  return true;
}
