import { type ChannelModel, type ConfirmChannel, connect, type Message } from "amqplib";
import type { ServiceName } from "#contracts/generated/events.ts";
import { closed } from "#messaging/amqp/closed.ts";
import { explain } from "#messaging/amqp/errors.ts";
import { createPublish, type Publish } from "#messaging/amqp/publisher.ts";
import { withHeartbeat } from "#messaging/amqp/reconnect.ts";
import type { Headers } from "#messaging/broker.ts";
import type { Clock } from "#messaging/clock.ts";
import { queuesOf } from "#messaging/topology.ts";
import { type ParkedMessage, type ParkedMessages, parkedBy } from "../parked-messages.ts";
import { redrivenCopy } from "../redrive.ts";
import { lock, refusal, unlock, waitForRequeue } from "./lock.ts";
import { publishTo } from "./publish.ts";
import { takeAll } from "./take.ts";

export interface ParkedOnRabbitMqOptions {
  readonly clock: Clock;
  /** How long the broker may take to confirm a publish, in milliseconds. @default 10_000 */
  readonly confirmTimeoutMs?: number;
  /**
   * How long messages are held unacknowledged before they are requeued and read again, in milliseconds.
   * RabbitMQ allows 30 minutes.
   *
   * @default 600_000
   */
  readonly holdMs?: number;
}

/**
 * The parked messages in RabbitMQ.
 *
 * @throws Error that says what to do, if RabbitMQ cannot be reached or refuses the user
 */
export async function parkedOnRabbitMq(
  url: string,
  options: ParkedOnRabbitMqOptions,
): Promise<ParkedMessages> {
  const connection = await connect(withHeartbeat(url), {
    timeout: 5_000,
    noDelay: true,
    clientProperties: { connection_name: "operator" },
  }).catch((error: unknown) => {
    throw explain(error, url);
  });
  return parkedOver(connection, options);
}

/** All messages of one parked queue, held unacknowledged: RabbitMQ requeues them when the channel closes. */
interface Hold {
  readonly service: ServiceName;
  readonly channel: ConfirmChannel;
  readonly publish: Publish;
  readonly messages: readonly Held[];
  /** The messages still held, by fingerprint. Byte-for-byte identical copies share one. */
  readonly left: Map<string, Held[]>;
  readonly since: number;
}

interface Held {
  readonly message: Message;
  readonly parked: ParkedMessage;
}

/** The parked messages in RabbitMQ, over an open connection. Holds one queue at a time. */
export function parkedOver(connection: ChannelModel, options: ParkedOnRabbitMqOptions): ParkedMessages {
  const { clock, confirmTimeoutMs = 10_000, holdMs = 600_000 } = options;
  let current: Hold | undefined;
  connection.on("error", () => {});

  async function hold(service: ServiceName): Promise<Hold> {
    await release();
    await lock(connection, service);
    const channel = await connection.createConfirmChannel();
    channel.on("error", () => {});
    const { parked } = queuesOf(service);
    const unreadable = refusal(`${parked} cannot be read`);
    const { messageCount } = await channel.checkQueue(parked).catch(unreadable);
    const taken = await takeAll(channel, parked, messageCount, clock).catch(unreadable);
    const messages = taken.map((message) => ({ message, parked: parkedMessageOf(service, message) }));
    const left = new Map<string, Held[]>();
    for (const one of messages) {
      left.set(one.parked.fingerprint, [...(left.get(one.parked.fingerprint) ?? []), one]);
    }
    current = {
      service,
      channel,
      publish: createPublish(channel, clock, confirmTimeoutMs),
      messages,
      left,
      since: clock.now(),
    };
    return current;
  }

  async function release(): Promise<void> {
    const { channel, left, service } = current ?? {};
    current = undefined;
    if (!channel || !left || !service) return;
    await closed(channel);
    await waitForRequeue(connection, service, [...left.values()].flat().length, clock);
    await unlock(connection, service);
  }

  /**
   * Renews the hold after `holdMs`: RabbitMQ closes the channel of a message that is unacknowledged for too
   * long.
   */
  async function take(
    { fingerprint, service }: ParkedMessage,
    before: (publish: Publish) => Promise<void> = async () => {},
  ): Promise<boolean> {
    const isFresh = current?.service === service && clock.now() - current.since < holdMs;
    const { channel, publish, left } = current && isFresh ? current : await hold(service);
    const copies = left.get(fingerprint) ?? [];
    const [first] = copies;
    if (!first) return false;
    await before(publish);
    channel.ack(first.message);
    copies.shift();
    return true;
  }

  return {
    async list(service) {
      const { messages } = await hold(service);
      await release();
      // RabbitMQ may requeue messages in any order.
      return messages.map(({ parked }) => parked).sort(byParkedAt);
    },
    redrive: async (parked, note) =>
      take(parked, (publish) => publishTo(publish, redrivenCopy(parked, note), confirmTimeoutMs)),
    drop: async (parked) => take(parked),
    async close() {
      const ended = async () => {
        await release().catch(() => {});
        await closed(connection);
      };
      // RabbitMQ reads nothing from this connection during an alarm, so closing must not wait for its answer.
      await Promise.race([ended(), new Promise<void>((resolve) => clock.at(clock.now() + 2_000, resolve))]);
    },
  };
}

const byParkedAt = (one: ParkedMessage, other: ParkedMessage): number => {
  const [a, b] = [one.parkedAt ?? "", other.parkedAt ?? ""];
  return a < b ? -1 : Number(a > b);
};

const parkedMessageOf = (service: ServiceName, { content, properties }: Message): ParkedMessage =>
  parkedBy(service, {
    messageId: String(properties.messageId ?? ""),
    headers: headersOf(properties.headers ?? {}),
    body: content,
  });

/** Headers that are neither strings nor numbers (such as RabbitMQ's `x-death`) become JSON text. */
const headersOf = (headers: object): Headers =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      typeof value === "string" || typeof value === "number" ? value : JSON.stringify(value),
    ]),
  );
