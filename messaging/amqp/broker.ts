import {
  type Channel,
  type ChannelModel,
  type ConfirmChannel,
  type ConsumeMessage,
  IllegalOperationError,
} from "amqplib";
import type { Broker, Consumer, Delivery, Headers, Publication } from "../broker.ts";
import type { Clock } from "../clock.ts";
import { errorOf, NotConfirmed, Unavailable, type Unconfirmed } from "../errors.ts";
import { harmless } from "../instance/harmless.ts";
import { contentType } from "../wire/envelope.ts";
import { fitted } from "./fit.ts";
import { createLink, explain, Refused } from "./link.ts";
import { differences } from "./verify.ts";

export interface AmqpOptions {
  /** `amqp://user:password@host:5672/vhost` */
  readonly url: string;
  /** Shown in RabbitMQ's list of connections. */
  readonly name: string;
  readonly clock: Clock;
  /** From 0 to 1, 1 excluded. Default: `Math.random`. */
  readonly random?: () => number;
  /** How long the broker may take to confirm, in milliseconds. Default 10,000. */
  readonly confirmTimeoutMs?: number;
  /** Told when a connection is lost, and for each attempt to renew it that failed. */
  readonly onTrouble?: (why: Error) => void;
}

interface Subscription {
  readonly queue: string;
  readonly prefetch: number;
  readonly onDelivery: (delivery: Delivery) => void;
  /** Where its deliveries come from at present; a new one for each channel. */
  source?: Source;
}

/** One channel that a queue is consumed on. */
interface Source {
  readonly channel: Channel;
  consumerTag?: string;
  /** False once what it handed out went back to the queue. */
  isOpen: boolean;
}

/**
 * RabbitMQ, by amqplib. Two connections, since a broker that blocks publishers blocks the whole connection. Both come back by
 * themselves; consumers are renewed with theirs.
 *
 * Resolves at once; while RabbitMQ is away, its methods say so.
 */
export function amqpBroker(options: AmqpOptions): Broker {
  const { clock, random = Math.random, confirmTimeoutMs = 10_000 } = options;
  const subscriptions = new Set<Subscription>();
  const troubled = harmless("onTrouble", options.onTrouble ?? (() => {}));
  const common = {
    url: options.url,
    clock,
    random,
    ...(options.onTrouble ? { onTrouble: options.onTrouble } : {}),
  };
  const publishing = createLink({ ...common, name: `${options.name} publishes`, setUp: publisherOn });
  const consuming = createLink({
    ...common,
    name: `${options.name} consumes`,
    async setUp(connection) {
      for (const subscription of subscriptions) await subscribe(connection, subscription);
      return connection;
    },
  });

  async function subscribe(connection: ChannelModel, subscription: Subscription): Promise<void> {
    const { queue, prefetch } = subscription;
    const channel = await connection.createChannel();
    const source: Source = { channel, isOpen: true };
    channel.on("error", () => {});
    channel.on("close", () => {
      const wasOpen = source.isOpen;
      source.isOpen = false;
      if (wasOpen && subscription.source === source && subscriptions.has(subscription)) consuming.renew();
    });
    await channel.prefetch(prefetch);
    subscription.source = source;
    const { consumerTag } = await channel.consume(queue, (message) => {
      if (!source.isOpen) return;
      if (message) handOver(subscription, source, message);
      else void cancelled(connection, subscription, source);
    });
    source.consumerTag = consumerTag;
  }

  /** RabbitMQ 4.3 cancels a consumer that did not acknowledge in time; every version does when the queue is deleted. */
  async function cancelled(
    connection: ChannelModel,
    subscription: Subscription,
    source: Source,
  ): Promise<void> {
    try {
      await returnAll(source);
      if (subscriptions.has(subscription)) await subscribe(connection, subscription);
    } catch {
      consuming.renew();
    }
  }

  /** What is thrown in here, amqplib takes for an error of the connection, and closes it. */
  function handOver({ queue, onDelivery }: Subscription, source: Source, message: ConsumeMessage): void {
    try {
      onDelivery(deliveryOf(queue, source, message));
    } catch (thrown) {
      // At once: left where it is, the next acknowledgement would cover it, and it would be lost.
      onChannel(() => source.channel.reject(message, true));
      troubled(
        new Error(`a message of ${queue} was given back: ${errorOf(thrown).message}`, { cause: thrown }),
      );
    }
  }

  return {
    async publish(publications) {
      const publisher = publishing.session();
      if (!publisher || !publishing.isUp()) {
        throw new NotConfirmed(publications.map((publication) => ({ publication, why: "unknown" })));
      }
      const failed = await publisher.publish(publications, confirmTimeoutMs, clock);
      if (failed.length > 0) throw new NotConfirmed(failed);
    },

    async consume(queue, { prefetch }, onDelivery): Promise<Consumer> {
      const connection = consuming.session();
      if (!connection) throw new Unavailable(`RabbitMQ is away: ${queue} cannot be consumed`);
      const subscription: Subscription = { queue, prefetch, onDelivery };
      try {
        await subscribe(connection, subscription);
      } catch (error) {
        const explained = explain(error, options.url);
        if (explained instanceof Refused) throw explained;
        throw new Unavailable(`${queue} cannot be consumed: ${String(error)}`, { cause: error });
      }
      subscriptions.add(subscription);
      return {
        async cancel() {
          subscriptions.delete(subscription);
          const { channel, consumerTag } = subscription.source ?? {};
          if (channel && consumerTag) await channel.cancel(consumerTag).catch(() => {});
        },
        async giveBack() {
          subscriptions.delete(subscription);
          if (subscription.source) await returnAll(subscription.source).catch(() => {});
        },
      };
    },

    async verify(topology) {
      return differences(await consuming.connected(), topology);
    },

    isUp: () => publishing.isUp() && consuming.session() !== undefined,

    async close() {
      subscriptions.clear();
      await Promise.all([publishing.close(), consuming.close()]);
    },
  };
}

interface Publisher {
  publish(
    publications: readonly Publication[],
    timeoutMs: number,
    clock: Clock,
  ): Promise<readonly Unconfirmed[]>;
}

/**
 * A confirm channel. What could not be routed is returned before it is confirmed. One alarm for all publications of a call: an
 * alarm each would cost more than the publishing.
 */
async function publisherOn(connection: ChannelModel): Promise<Publisher> {
  const channel = await connection.createConfirmChannel();
  const { frameMax } = connection.connection as unknown as { readonly frameMax: number };
  /** How often, by name: two copies of one message can be under way at once. */
  const returned = new Map<string, number>();
  channel.on("return", ({ fields, properties }) => {
    const { exchange, routingKey } = fields;
    const name = nameOf({ messageId: String(properties.messageId), exchange, routingKey });
    returned.set(name, (returned.get(name) ?? 0) + 1);
  });
  const takeReturned = (name: string): boolean => {
    const times = returned.get(name) ?? 0;
    if (times > 1) returned.set(name, times - 1);
    else returned.delete(name);
    return times > 0;
  };
  channel.on("error", () => {});
  channel.on("close", () => void connection.close().catch(() => {}));

  return {
    publish: (publications, timeoutMs, clock) =>
      new Promise((resolve) => {
        const unanswered = new Set(publications);
        const failed: Unconfirmed[] = [];
        const end = (): void => {
          cancel();
          resolve([
            ...failed,
            ...[...unanswered].map((publication) => ({ publication, why: "unknown" }) as const),
          ]);
        };
        const cancel = clock.at(clock.now() + timeoutMs, end);
        for (const publication of publications) {
          const sent = { ...publication, ...fitted(publication, frameMax) };
          send(channel, sent, (why) => {
            const isReturned = returned.size > 0 && takeReturned(nameOf(sent));
            if (!unanswered.delete(publication)) return;
            if (isReturned) failed.push({ publication, why: "unroutable" });
            else if (why) failed.push({ publication, why });
            if (unanswered.size === 0) end();
          });
        }
        if (unanswered.size === 0) end();
      }),
  };
}

/** What a returned message and its publication have in common. */
const nameOf = (of: Pick<Publication, "messageId" | "exchange" | "routingKey">): string =>
  `${of.messageId} ${of.exchange} ${of.routingKey}`;

/** Tells why a publication was not confirmed, or nothing when it was. */
function send(
  channel: ConfirmChannel,
  { exchange, routingKey, messageId, headers, body }: Publication,
  answered: (why?: Unconfirmed["why"]) => void,
): void {
  const content = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const properties = { messageId, contentType, headers, persistent: true, mandatory: true };
  try {
    channel.publish(exchange, routingKey, content, properties, (error: Error | null | undefined) => {
      if (error) answered(error.message === "message nacked" ? "refused" : "unknown");
      else answered();
    });
  } catch (error) {
    // A channel that is gone; or what AMQP cannot say, such as a routing key of more than 255 bytes.
    answered(error instanceof IllegalOperationError ? "unknown" : "refused");
  }
}

/**
 * Gives back what was not acknowledged, and closes the channel. First the consumer is cancelled, or the queue hands out the same again; and
 * then they are given back by name, since RabbitMQ 4.3 counts what comes back with a channel, and not this.
 */
async function returnAll(source: Source): Promise<void> {
  const { channel, consumerTag } = source;
  if (!source.isOpen) return;
  source.isOpen = false;
  if (consumerTag) await channel.cancel(consumerTag);
  channel.nackAll(true);
  await channel.close();
}

function deliveryOf(queue: string, source: Source, message: ConsumeMessage): Delivery {
  return {
    queue,
    messageId: idOf(message),
    headers: headersOf(message),
    body: message.content,
    exchange: message.fields.exchange,
    routingKey: message.fields.routingKey,
    redelivered: message.fields.redelivered,
    returns: returnsOf(message),
    isHeld: () => source.isOpen,
    ack() {
      if (source.isOpen) onChannel(() => source.channel.ack(message, true));
    },
  };
}

function onChannel(work: () => void): void {
  try {
    work();
  } catch {
    // The channel is gone, and the broker delivers this again.
  }
}

/** Whatever amqplib's types say: a sender may leave it out. */
const idOf = ({ properties: { messageId } }: ConsumeMessage): string | undefined =>
  typeof messageId === "string" ? messageId : undefined;

/** Quorum queues count; a message that came for the first time has no such header. */
function returnsOf({ properties }: ConsumeMessage): number {
  const count = Number(properties.headers?.["x-delivery-count"] ?? 0);
  return Number.isSafeInteger(count) && count > 0 ? count : 0;
}

function headersOf({ properties }: ConsumeMessage): Headers {
  const entries = Object.entries<unknown>(properties.headers ?? {});
  return Object.fromEntries(
    entries.flatMap(([name, value]) =>
      typeof value === "string" || typeof value === "number" ? [[name, value]] : [],
    ),
  );
}
