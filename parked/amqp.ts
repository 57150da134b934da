import { type ChannelModel, type ConfirmChannel, connect, type GetMessage } from "amqplib";
import type { ServiceName } from "#contracts/generated/events.ts";
import { queuesOf } from "#contracts/topology.ts";
import { explain, withHeartbeat } from "#messaging/amqp/link.ts";
import type { Headers } from "#messaging/broker.ts";
import type { Clock } from "#messaging/clock.ts";
import { haveAll, lock, refusal } from "./amqp-lock.ts";
import { publishTo } from "./amqp-publish.ts";
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
    clientProperties: { connection_name: "operator" },
  }).catch((error: unknown) => {
    throw explain(error, url);
  });
  return parkedOver(connection, options);
}

/** A parked queue that this client holds: all that was in it, unacknowledged, so that it goes back when the channel closes. */
interface Hold {
  readonly channel: ConfirmChannel;
  readonly messages: readonly Held[];
  /** By fingerprint; several where copies are the same to the byte. */
  readonly left: Map<string, Held[]>;
  readonly since: number;
}

interface Held {
  readonly message: GetMessage;
  readonly parked: Parked;
}

/** What is parked in RabbitMQ, over a connection that is there. */
export function parkedOver(connection: ChannelModel, options: ParkedOnRabbitMqOptions): ParkedMessages {
  const { clock, confirmTimeoutMs = 10_000, holdMs = 600_000 } = options;
  const holds = new Map<ServiceName, Hold>();
  connection.on("error", () => {});

  async function hold(service: ServiceName): Promise<Hold> {
    await lock(connection, service);
    const channel = await connection.createConfirmChannel();
    channel.on("error", () => {});
    const { parked } = queuesOf(service);
    const { messageCount } = await channel.checkQueue(parked).catch(refusal(`${parked} cannot be read`));
    const messages: Held[] = [];
    while (messages.length < messageCount) {
      const message = await channel.get(parked);
      if (!message) break;
      messages.push({ message, parked: seen(service, message) });
    }
    const left = new Map<string, Held[]>();
    for (const one of messages) {
      left.set(one.parked.fingerprint, [...(left.get(one.parked.fingerprint) ?? []), one]);
    }
    return { channel, messages, left, since: clock.now() };
  }

  /** Held messages go back now and then: what is held too long, RabbitMQ takes back by closing the channel. */
  async function held(service: ServiceName): Promise<Hold> {
    const present = holds.get(service);
    if (present && clock.now() - present.since < holdMs) return present;
    await letGo(service);
    const anew = await hold(service);
    holds.set(service, anew);
    return anew;
  }

  async function letGo(service: ServiceName): Promise<void> {
    const present = holds.get(service);
    holds.delete(service);
    if (!present) return;
    await present.channel.close().catch(() => {});
    await haveAll(connection, service, [...present.left.values()].flat().length, clock);
  }

  async function take(
    parked: Parked,
    before: (channel: ConfirmChannel) => Promise<void> = async () => {},
  ): Promise<boolean> {
    const { channel, left } = await held(parked.service);
    const copies = left.get(parked.fingerprint) ?? [];
    const [first] = copies;
    if (!first) return false;
    await before(channel);
    channel.ack(first.message);
    copies.shift();
    return true;
  }

  return {
    async look(service) {
      await letGo(service);
      const { messages } = await held(service);
      return messages.map(({ parked }) => parked);
    },
    redrive: async (parked, note) =>
      take(parked, (channel) => publishTo(channel, copyOf(parked, note), clock, confirmTimeoutMs)),
    drop: async (parked) => take(parked),
    async close() {
      const ended = async () => {
        for (const service of [...holds.keys()]) await letGo(service).catch(() => {});
        await connection.close().catch(() => {});
      };
      // While RabbitMQ has an alarm, it does not read that we want to go.
      await Promise.race([ended(), new Promise<void>((resolve) => clock.at(clock.now() + 2_000, resolve))]);
    },
  };
}

const seen = (service: ServiceName, { content, properties }: GetMessage): Parked =>
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
