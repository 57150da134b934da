import {
  type Channel,
  type ChannelModel,
  type ConfirmChannel,
  type ConsumeMessage,
  IllegalOperationError,
} from "amqplib";
import type { Broker, Consumer, Delivery, Headers, Publication } from "../broker.ts";
import type { Clock } from "../clock.ts";
import { contentType } from "../envelope.ts";
import { errorOf, NotConfirmed, Unavailable, type Unconfirmed } from "../errors.ts";
import { harmless } from "../harmless.ts";
import { fitted } from "./fit.ts";
import { createLink } from "./link.ts";
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
  channel?: Channel;
  consumerTag?: string;
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
    channel.on("error", () => {});
    channel.on("close", () => {
      if (subscription.channel === channel && subscriptions.has(subscription)) consuming.renew();
    });
    await channel.prefetch(prefetch);
    subscription.channel = channel;
    const { consumerTag } = await channel.consume(queue, (message) => {
      if (message) handOver(subscription, channel, message);
      else if (subscriptions.has(subscription)) consuming.renew();
    });
    subscription.consumerTag = consumerTag;
  }

  /** What is thrown in here, amqplib takes for an error of the connection, and closes it. */
  function handOver({ queue, onDelivery }: Subscription, channel: Channel, message: ConsumeMessage): void {
    try {
      onDelivery(deliveryOf(queue, channel, message));
    } catch (thrown) {
      // At once: left where it is, the next acknowledgement would cover it, and it would be lost.
      onChannel(() => channel.reject(message, true));
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
        throw new Unavailable(`${queue} cannot be consumed: ${String(error)}`, { cause: error });
      }
      subscriptions.add(subscription);
      return {
        async cancel() {
          subscriptions.delete(subscription);
          const { channel, consumerTag } = subscription;
          if (channel && consumerTag) await channel.cancel(consumerTag).catch(() => {});
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

function deliveryOf(queue: string, channel: Channel, message: ConsumeMessage): Delivery {
  return {
    queue,
    messageId: idOf(message),
    headers: headersOf(message),
    body: message.content,
    exchange: message.fields.exchange,
    routingKey: message.fields.routingKey,
    redelivered: message.fields.redelivered,
    ack: () => onChannel(() => channel.ack(message, true)),
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

function headersOf({ properties }: ConsumeMessage): Headers {
  const entries = Object.entries<unknown>(properties.headers ?? {});
  return Object.fromEntries(
    entries.flatMap(([name, value]) =>
      typeof value === "string" || typeof value === "number" ? [[name, value]] : [],
    ),
  );
}
