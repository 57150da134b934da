import type { Channel } from "amqplib";
import { numbers } from "../lab/bench-broker.ts";
import type { Measured } from "../lesson.ts";
import { connected, lose, pause, send, until, withQueue } from "./rabbitmq.ts";

interface Consumer {
  readonly messages: number;
  /** How many of them it handles before it dies. */
  readonly handles: number;
  /** Whether the broker counts a message as acknowledged when it is sent. */
  readonly noAck: boolean;
}

/** Fills a queue, and lets a consumer with a prefetch of 100 die. Returns how many messages are lost. */
export const dieOver = (consumer: Consumer): Promise<Measured> =>
  withQueue({ durable: false }, async ({ channel, queue }) => {
    await send({ channel, queue }, numbers(consumer.messages));
    const handled = await handleAndDie(queue, consumer);
    await until(async () => (await channel.checkQueue(queue)).consumerCount === 0);
    const left = await drain(channel, queue);
    // By name: an acknowledgement that died with the process leaves a message both handled and in the queue.
    return { lost: consumer.messages - new Set([...handled, ...left]).size, handled: handled.length };
  });

/** Returns the messages that were handled. */
const handleAndDie = (queue: string, { handles, noAck }: Consumer): Promise<readonly string[]> =>
  connected(async (connection) => {
    const channel = await connection.createChannel();
    await channel.prefetch(100);
    const handled: string[] = [];
    await channel.consume(
      queue,
      (message) => {
        if (!message || handled.length === handles) return;
        handled.push(String(message.content));
        if (!noAck) channel.ack(message);
      },
      { noAck },
    );
    await until(() => handled.length === handles);
    // Deliveries under way arrive, and the acknowledgements go out.
    await pause(50);
    lose(connection);
    return handled;
  });

/** Takes every message out of a queue. */
async function drain(channel: Channel, queue: string): Promise<readonly string[]> {
  const taken: string[] = [];
  for (;;) {
    const next = await channel.get(queue, { noAck: true });
    if (!next) return taken;
    taken.push(String(next.content));
  }
}
