import type { Channel, ChannelModel } from "amqplib";
import { closed } from "../amqp/closed.ts";
import { createLink } from "../amqp/reconnect.ts";
import type { Clock } from "../clock.ts";
import type { HopSink } from "../telemetry/hop-reporter.ts";

export interface HopExchangeOptions {
  /** `amqp://user:password@host:5672/vhost` */
  readonly url: string;
  /** Shown in RabbitMQ's list of connections. */
  readonly name: string;
  /** The exchange of hops, a fanout that is not durable. */
  readonly exchange: string;
  readonly clock: Clock;
  /** Called when the exchange refuses hops or is missing, and when the connection is lost. */
  readonly onTrouble?: (why: Error) => void;
}

/**
 * Sends hops to an exchange: transient, unconfirmed, and on a connection of its own. A missing exchange closes
 * its channel, and an alarm blocks its connection; events are published on another one.
 */
export function hopExchange(options: HopExchangeOptions): HopSink & { close(): Promise<void> } {
  const { clock, exchange, name, onTrouble = () => {}, url } = options;
  const link = createLink({
    ...{ url, name, clock, random: Math.random, onTrouble },
    setUp: (connection) => openChannel(connection, onTrouble),
  });
  return {
    isReady() {
      const session = link.session();
      return session !== undefined && link.isUp() && !session.isFull();
    },
    send: (batch) => link.session()?.publish(exchange, batch),
    close: link.close,
  };
}

/** A channel; when the broker closes it, so does its connection, which is then renewed after a pause. */
async function openChannel(connection: ChannelModel, onTrouble: (why: Error) => void) {
  const channel: Channel = await connection.createChannel();
  let isFull = false;
  channel.on("drain", () => {
    isFull = false;
  });
  channel.on("error", (error: Error) => onTrouble(error));
  channel.on("close", () => void closed(connection));
  return {
    isFull: () => isFull,
    publish(exchange: string, batch: string): void {
      isFull = !channel.publish(exchange, "", Buffer.from(batch), {
        contentType: "application/json",
        persistent: false,
      });
    },
  };
}
