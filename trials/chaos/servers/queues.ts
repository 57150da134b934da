import { type ChannelModel, connect, type GetMessage } from "amqplib";
import { services } from "#contracts/hears.ts";
import { closed } from "#messaging/amqp/closed.ts";
import type { Publication } from "#messaging/broker.ts";
import type { QueueContents } from "#messaging/memory/queue.ts";
import { queuesOf, retryExchangeOf } from "#messaging/topology.ts";
import type { OwnRabbitMq } from "#tooling/servers/rabbitmq.ts";
import { publishConfirmed } from "#tooling/testing/publish-confirmed.ts";

/** RabbitMQ's queues, through its administration tools. */
export interface Queues {
  /** The counts of each queue at rest; for parked queues, also the messages. */
  look(): Promise<ReadonlyMap<string, QueueContents>>;
  /** Deletes a queue if it is empty. Returns whether it was. */
  deleteEmpty(queue: string): Promise<boolean>;
  /** Publishes an unreadable message to a service's inbox. */
  poison(service: string): Promise<void>;
}

/** @param url the company's virtual host, with administrator credentials */
export function queuesAt(rabbitmq: Pick<OwnRabbitMq, "ctl">, url: string): Queues {
  const vhost = decodeURIComponent(new URL(url).pathname.slice(1));

  async function counts(): Promise<ReadonlyMap<string, QueueContents>> {
    const columns = ["name", "messages_ready", "messages_unacknowledged"];
    const text = await rabbitmq.ctl("-q", "list_queues", "-p", vhost, ...columns, "--formatter", "json");
    const rows: { name: string; messages_ready: number; messages_unacknowledged: number }[] =
      JSON.parse(text);
    return new Map(
      rows.map((row) => [
        row.name,
        { ready: row.messages_ready, unacked: row.messages_unacknowledged, messages: [] },
      ]),
    );
  }

  return {
    async look() {
      const found = new Map(await settledCounts(counts));
      for (const service of services) {
        const { parked } = queuesOf(service);
        const { unacked = 0 } = found.get(parked) ?? {};
        // Counts lag: a message that was parked a second ago is in the queue, and not yet in its count.
        const messages = await connected(url, (connection) => peek(connection, parked));
        found.set(parked, { ready: messages.length, unacked, messages });
      }
      return found;
    },
    deleteEmpty: (queue) =>
      connected(url, async (connection) => {
        const channel = await connection.createChannel();
        const { messageCount } = await channel.checkQueue(queue);
        if (messageCount > 0) return false;
        await channel.deleteQueue(queue);
        return true;
      }),
    poison: (service) =>
      publishConfirmed(url, [
        {
          exchange: retryExchangeOf(service),
          routingKey: "inbox",
          body: `{ not JSON ${crypto.randomUUID()}`,
        },
      ]),
  };
}

/** RabbitMQ's counts for quorum queues lag by some seconds: waits until the queues are empty, at most 20 s. */
async function settledCounts(count: () => Promise<ReadonlyMap<string, QueueContents>>) {
  for (const deadline = Date.now() + 20_000; ; ) {
    const found = await count();
    const isAtRest = [...found].every(
      ([name, { ready, unacked }]) => /\.parked$/.test(name) || ready + unacked === 0,
    );
    if (isAtRest || Date.now() > deadline) return found;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

async function connected<T>(url: string, work: (connection: ChannelModel) => Promise<T>): Promise<T> {
  const connection = await connect(url);
  try {
    return await work(connection);
  } finally {
    await closed(connection);
  }
}

/** Reads all messages without acknowledging; closing the channel requeues them. */
async function peek(connection: ChannelModel, queue: string): Promise<readonly Publication[]> {
  const channel = await connection.createChannel();
  const messages: GetMessage[] = [];
  for (let next = await channel.get(queue); next; next = await channel.get(queue)) messages.push(next);
  await closed(channel);
  return messages.map(({ content, fields, properties }) => ({
    exchange: fields.exchange,
    routingKey: fields.routingKey,
    messageId: String(properties.messageId),
    headers: {},
    body: content,
  }));
}
