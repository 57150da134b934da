import { type ChannelModel, type ConfirmChannel, connect, type Message } from "amqplib";
import type { ServiceName } from "#contracts/generated/events.ts";
import { queuesOf } from "#contracts/topology.ts";
import { explain, withHeartbeat } from "#messaging/amqp/link.ts";
import type { Headers } from "#messaging/broker.ts";
import type { Clock } from "#messaging/clock.ts";
import { haveAll, lock, refusal, unlock } from "./amqp-lock.ts";
import { publishTo } from "./amqp-publish.ts";
import { takeAll } from "./amqp-take.ts";
import { copyOf, type Parked, type ParkedMessages, parkedBy } from "./parked-messages.ts";

export interface ParkedOnRabbitMqOptions {
  readonly clock: Clock;
  /** How long the broker may take to confirm, in milliseconds. Default 10,000. */
  readonly confirmTimeoutMs?: number;
  /** How long messages are held before they go back for a moment, in milliseconds. Default 10 minutes: RabbitMQ allows 30. */
  readonly holdMs?: number;
}

/**
 * What is parked in RabbitMQ.
 *
 * @throws Error saying what to do, when RabbitMQ cannot be reached, or refuses the user
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

/** A parked queue that this client holds: all that was in it, unacknowledged, so that it goes back when the channel closes. */
interface Hold {
  readonly service: ServiceName;
  readonly channel: ConfirmChannel;
  readonly messages: readonly Held[];
  /** By fingerprint; several where copies are the same to the byte. */
  readonly left: Map<string, Held[]>;
  readonly since: number;
}

interface Held {
  readonly message: Message;
  readonly parked: Parked;
}

/** What is parked in RabbitMQ, over a connection that is there. It holds one queue at a time. */
export function parkedOver(connection: ChannelModel, options: ParkedOnRabbitMqOptions): ParkedMessages {
  const { clock, confirmTimeoutMs = 10_000, holdMs = 600_000 } = options;
  let present: Hold | undefined;
  connection.on("error", () => {});

  async function hold(service: ServiceName): Promise<Hold> {
    await letGo();
    await lock(connection, service);
    const channel = await connection.createConfirmChannel();
    channel.on("error", () => {});
    const { parked } = queuesOf(service);
    const unreadable = refusal(`${parked} cannot be read`);
    const { messageCount } = await channel.checkQueue(parked).catch(unreadable);
    const taken = await takeAll(channel, parked, messageCount, clock).catch(unreadable);
    const messages = taken.map((message) => ({ message, parked: seen(service, message) }));
    const left = new Map<string, Held[]>();
    for (const one of messages) {
      left.set(one.parked.fingerprint, [...(left.get(one.parked.fingerprint) ?? []), one]);
    }
    present = { service, channel, messages, left, since: clock.now() };
    return present;
  }

  async function letGo(): Promise<void> {
    const { channel, left, service } = present ?? {};
    present = undefined;
    if (!channel || !left || !service) return;
    await channel.close().catch(() => {});
    await haveAll(connection, service, [...left.values()].flat().length, clock);
    await unlock(connection, service);
  }

  /** Held messages go back now and then: what is held too long, RabbitMQ takes back by closing the channel. */
  async function take(
    { fingerprint, service }: Parked,
    before: (channel: ConfirmChannel) => Promise<void> = async () => {},
  ): Promise<boolean> {
    const isFresh = present?.service === service && clock.now() - present.since < holdMs;
    const { channel, left } = present && isFresh ? present : await hold(service);
    const copies = left.get(fingerprint) ?? [];
    const [first] = copies;
    if (!first) return false;
    await before(channel);
    channel.ack(first.message);
    copies.shift();
    return true;
  }

  return {
    async look(service) {
      const { messages } = await hold(service);
      await letGo();
      // RabbitMQ puts many back in any order.
      return messages.map(({ parked }) => parked).sort(byMoment);
    },
    redrive: async (parked, note) =>
      take(parked, (channel) => publishTo(channel, copyOf(parked, note), clock, confirmTimeoutMs)),
    drop: async (parked) => take(parked),
    async close() {
      const ended = async () => {
        await letGo().catch(() => {});
        await connection.close().catch(() => {});
      };
      // While RabbitMQ has an alarm, it does not read that we want to go.
      await Promise.race([ended(), new Promise<void>((resolve) => clock.at(clock.now() + 2_000, resolve))]);
    },
  };
}

const byMoment = (one: Parked, other: Parked): number => {
  const [a, b] = [one.parkedAt ?? "", other.parkedAt ?? ""];
  return a < b ? -1 : Number(a > b);
};

const seen = (service: ServiceName, { content, properties }: Message): Parked =>
  parkedBy(service, {
    messageId: String(properties.messageId ?? ""),
    headers: headersOf(properties.headers ?? {}),
    body: content,
  });

/** As text where they are neither text nor numbers, such as RabbitMQ's own account of what died where. */
const headersOf = (headers: object): Headers =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      typeof value === "string" || typeof value === "number" ? value : JSON.stringify(value),
    ]),
  );
