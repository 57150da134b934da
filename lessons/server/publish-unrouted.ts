import { amqpBroker } from "#messaging/amqp/broker.ts";
import { NotConfirmed } from "#messaging/errors.ts";
import { systemClock } from "#messaging/timers/system-clock.ts";
import { numbers, publication } from "../lab/bench-broker.ts";
import { connected, freshName, rabbitMqUrl, until } from "./rabbitmq.ts";

/** Publishes with confirms to an exchange without a queue. Returns how many messages the publisher believes stored. */
export const publishUnrouted = (messages: number, isMandatory: boolean): Promise<number> =>
  connected(async (connection) => {
    const exchange = freshName("events");
    const channel = await connection.createConfirmChannel();
    await channel.assertExchange(exchange, "topic", { durable: false, autoDelete: false });
    try {
      if (isMandatory) return messages - (await returnedByOurs(exchange, messages));
      for (const n of numbers(messages)) channel.publish(exchange, "order-placed", Buffer.from(String(n)));
      await channel.waitForConfirms();
      return messages;
    } finally {
      await channel.deleteExchange(exchange);
    }
  });

/** How many our own adapter, which publishes with `mandatory`, reports as unroutable. */
async function returnedByOurs(exchange: string, messages: number): Promise<number> {
  const broker = amqpBroker({ url: rabbitMqUrl(), name: "a lesson", clock: systemClock() });
  try {
    await until(() => broker.isUp());
    await broker.publish(numbers(messages).map((n) => publication(String(n), exchange, "order-placed")));
    return 0;
  } catch (error) {
    if (!(error instanceof NotConfirmed)) throw error;
    return error.failed.filter(({ why }) => why === "unroutable").length;
  } finally {
    await broker.close();
  }
}
