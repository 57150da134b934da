import { type Channel, type ChannelModel, connect } from "amqplib";
import { services } from "#contracts/hears.ts";
import { cancellationsExchange, eventsExchange, queuesOf } from "#contracts/topology.ts";
import type { Heard } from "../timeline.ts";

/** One more passive service: a queue of its own on both exchanges, which nobody notices, and which goes when it goes. */
export interface Listener {
  /** How many messages lie in the services' inboxes and retry tiers, and how many in their parked queues. */
  queues(): Promise<{ readonly underWay: number; readonly parked: number }>;
  close(): Promise<void>;
}

/** Listens to a deployment, and goes on when the broker was away. @throws Error when it cannot listen at the start */
export async function listen(url: string, onEvent: (event: Heard) => void): Promise<Listener> {
  let closed = false;
  let connection = await subscribe(url, onEvent, lost);

  async function lost(): Promise<void> {
    while (!closed) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      try {
        connection = await subscribe(url, onEvent, lost);
        return;
      } catch {
        // The broker is still away.
      }
    }
  }

  return {
    async queues() {
      const counted = { underWay: 0, parked: 0 };
      for (const service of services) {
        const { inbox, parked, retry } = queuesOf(service);
        counted.parked += await count(connection, parked);
        for (const name of [inbox, ...retry.map((queue) => queue.name)]) {
          counted.underWay += await count(connection, name);
        }
      }
      return counted;
    },
    async close() {
      closed = true;
      await connection.close().catch(() => {});
    },
  };
}

async function subscribe(
  url: string,
  onEvent: (event: Heard) => void,
  lost: () => Promise<void>,
): Promise<ChannelModel> {
  const connection = await connect(url, { timeout: 5_000 });
  connection.on("error", () => {});
  try {
    const channel = await connection.createChannel();
    channel.on("error", () => {});
    await bind(channel, `observer.${crypto.randomUUID()}`, onEvent);
    connection.on("close", () => void lost());
    return connection;
  } catch (error) {
    await connection.close().catch(() => {});
    throw error;
  }
}

async function bind(channel: Channel, queue: string, onEvent: (event: Heard) => void): Promise<void> {
  await channel.assertQueue(queue, { exclusive: true, autoDelete: true, durable: false });
  await channel.bindQueue(queue, eventsExchange, "#");
  await channel.bindQueue(queue, cancellationsExchange, "");
  await channel.consume(
    queue,
    (message) => {
      const event = message && heard(message.content);
      if (event) onEvent(event);
    },
    { noAck: true },
  );
}

/** Undefined for what is no event: poison, for one. */
function heard(content: Buffer): Heard | undefined {
  try {
    const { causationid, id, source, subject, time, type } = JSON.parse(content.toString("utf8"));
    return typeof id === "string" ? { id, type, source, subject, time, causationId: causationid } : undefined;
  } catch {
    return undefined;
  }
}

/** A look at a queue takes no permission, but a channel, which a refusal would close. */
async function count(connection: ChannelModel, queue: string): Promise<number> {
  const channel = await connection.createChannel();
  channel.on("error", () => {});
  const { messageCount } = await channel.checkQueue(queue);
  await channel.close();
  return messageCount;
}
