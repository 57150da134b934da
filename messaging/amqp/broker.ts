import type { ChannelModel, ConfirmChannel } from "amqplib";
import type { Broker } from "../broker.ts";
import type { Clock } from "../clock.ts";
import { NotConfirmed, Unavailable } from "../errors.ts";
import { harmless } from "../instance/observer-failures.ts";
import { closed } from "./closed.ts";
import { AmqpConsumer } from "./consumer.ts";
import { explain, Refused } from "./errors.ts";
import { createPublish } from "./publisher.ts";
import { createLink } from "./reconnect.ts";
import { differences } from "./verify.ts";

export interface AmqpOptions {
  /** `amqp://user:password@host:5672/vhost` */
  readonly url: string;
  /** Shown in RabbitMQ's list of connections. */
  readonly name: string;
  readonly clock: Clock;
  /**
   * From 0 to 1, excluding 1.
   * @default Math.random
   */
  readonly random?: () => number;
  /**
   * How long the broker may take to confirm, in milliseconds.
   * @default 10_000
   */
  readonly confirmTimeoutMs?: number;
  /** Called when a connection is lost, when reconnecting fails, and when a delivery is requeued. */
  readonly onTrouble?: (why: Error) => void;
}

/**
 * RabbitMQ through amqplib, on two connections: a broker that blocks publishers blocks the whole connection.
 * Both reconnect by themselves, and consumers subscribe again.
 *
 * Returns at once. While RabbitMQ is away, the methods reject.
 */
export function amqpBroker(options: AmqpOptions): Broker {
  const { clock, random = Math.random, confirmTimeoutMs = 10_000 } = options;
  const consumers = new Set<AmqpConsumer>();
  const onTrouble = harmless("onTrouble", options.onTrouble ?? (() => {}));
  const common = { url: options.url, clock, random, onTrouble };
  const publishing = createLink({
    ...common,
    name: `${options.name} publishes`,
    setUp: async (connection) => createPublish(await confirmChannelOn(connection), clock, confirmTimeoutMs),
  });
  const consuming = createLink({
    ...common,
    name: `${options.name} consumes`,
    async setUp(connection) {
      for (const consumer of consumers) await consumer.subscribe(connection);
      return connection;
    },
  });
  const reconnect = (): void => consuming.renew();

  return {
    async publish(publications) {
      const publish = publishing.session();
      if (!publish || !publishing.isUp()) {
        throw new NotConfirmed(publications.map((publication) => ({ publication, why: "unknown" })));
      }
      const failed = await publish(publications);
      if (failed.length > 0) throw new NotConfirmed(failed);
    },

    async consume(queue, { prefetch }, onDelivery) {
      const connection = consuming.session();
      if (!connection) throw new Unavailable(`RabbitMQ is away: ${queue} cannot be consumed`);
      const consumer = new AmqpConsumer({ queue, prefetch, onDelivery, onTrouble, reconnect });
      try {
        await consumer.subscribe(connection);
      } catch (error) {
        const explained = explain(error, options.url);
        if (explained instanceof Refused) throw explained;
        throw new Unavailable(`${queue} cannot be consumed: ${String(error)}`, { cause: error });
      }
      consumers.add(consumer);
      return {
        async cancel() {
          consumers.delete(consumer);
          await consumer.cancel();
        },
        async giveBack() {
          consumers.delete(consumer);
          await consumer.giveBack();
        },
      };
    },

    async verify(topology) {
      return differences(await consuming.connected(), topology);
    },

    isUp: () => publishing.isUp() && consuming.session() !== undefined,

    async close() {
      for (const consumer of consumers) consumer.abandon();
      consumers.clear();
      await Promise.all([publishing.close(), consuming.close()]);
    },
  };
}

/** A channel; when it closes, so does its connection, which is then renewed. */
async function confirmChannelOn(connection: ChannelModel): Promise<ConfirmChannel> {
  const channel = await connection.createConfirmChannel();
  channel.on("error", () => {});
  channel.on("close", () => void closed(connection));
  return channel;
}
