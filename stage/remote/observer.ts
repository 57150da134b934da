import { type Channel, type ChannelModel, connect } from "amqplib";
import { cancellationsExchange, eventsExchange } from "#contracts/exchanges.ts";
import { services } from "#contracts/hears.ts";
import { closed as closedOf } from "#messaging/amqp/closed.ts";
import { explain, isForbidden } from "#messaging/amqp/errors.ts";
import type { Message } from "#messaging/message.ts";
import { queuesOf } from "#messaging/topology.ts";
import type { Deployment } from "./deployment.ts";

/** A passive consumer: an exclusive queue bound to both exchanges, deleted with its connection. */
export interface DeploymentObserver {
  /** The number of messages in inboxes and retry tiers, and in parked queues. */
  queues(): Promise<{ readonly underWay: number; readonly parked: number }>;
  close(): Promise<void>;
}

/**
 * Consumes the events of a deployment, and reconnects after an outage of the broker. The observing user may not inspect the services'
 * queues, so another user counts their messages.
 *
 * @throws Error if it cannot count or consume at the start
 */
export async function observeDeployment(
  { countingUrl, rabbitmqUrl: url }: Pick<Deployment, "countingUrl" | "rabbitmqUrl">,
  onEvent: (event: Message) => void,
): Promise<DeploymentObserver> {
  let closed = false;
  await countAt(countingUrl);
  let connection = await subscribe(url, onEvent, lost);

  async function lost(): Promise<void> {
    while (!closed) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      try {
        connection = await subscribe(url, onEvent, lost);
        return;
      } catch {
        // The broker is still down.
      }
    }
  }

  return {
    queues: () => countAt(countingUrl),
    async close() {
      closed = true;
      await closedOf(connection);
    },
  };
}

async function subscribe(
  url: string,
  onEvent: (event: Message) => void,
  lost: () => Promise<void>,
): Promise<ChannelModel> {
  const connection = await connectTo(url, "RABBITMQ_OBSERVER_PASSWORD or OBSERVER_URL");
  try {
    const channel = await connection.createChannel();
    channel.on("error", () => {});
    await bind(channel, `observer.${crypto.randomUUID()}`, onEvent);
    connection.on("close", () => void lost());
    return connection;
  } catch (error) {
    await closedOf(connection);
    throw error instanceof Error && isForbidden(error) ? explain(error, url) : error;
  }
}

async function connectTo(url: string, setBy: string): Promise<ChannelModel> {
  const connection = await connect(url, { timeout: 5_000 }).catch((error) => {
    throw explain(error, url, setBy);
  });
  connection.on("error", () => {});
  return connection;
}

async function bind(channel: Channel, queue: string, onEvent: (event: Message) => void): Promise<void> {
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

/** The event in a message; undefined if there is none, for example in a poison message. */
function heard(content: Buffer): Message | undefined {
  try {
    const {
      causationid,
      correlationid,
      dataschema: _,
      specversion: __,
      ...event
    } = JSON.parse(content.toString("utf8"));
    return typeof event.id === "string"
      ? { ...event, causationId: causationid, correlationId: correlationid }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Uses a new connection for each count, so that none has to be renewed after an outage. */
async function countAt(url: string): Promise<{ underWay: number; parked: number }> {
  const connection = await connectTo(url, "RABBITMQ_COUNTER_PASSWORD or COUNTER_URL");
  try {
    const channel = await connection.createChannel();
    channel.on("error", () => {});
    const count = async (queue: string) => (await channel.checkQueue(queue)).messageCount;
    const counted = { underWay: 0, parked: 0 };
    for (const service of services) {
      const { inbox, parked, retry } = queuesOf(service);
      counted.parked += await count(parked);
      for (const { name } of [{ name: inbox }, ...retry]) counted.underWay += await count(name);
    }
    return counted;
  } catch (error) {
    throw error instanceof Error && isForbidden(error) ? explain(error, url) : error;
  } finally {
    await closedOf(connection);
  }
}
