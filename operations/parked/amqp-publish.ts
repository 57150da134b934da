import type { ConfirmChannel } from "amqplib";
import { fitted } from "#messaging/amqp/fit.ts";
import type { Publication } from "#messaging/broker.ts";
import type { Clock } from "#messaging/clock.ts";
import { contentType } from "#messaging/wire/envelope.ts";
import { NotRedriven } from "./parked-messages.ts";

/**
 * Publishes one message. Resolves when the broker has confirmed it and routed it to a queue.
 *
 * @throws NotRedriven if the broker returns or rejects it, or does not confirm it in time
 */
export function publishTo(
  channel: ConfirmChannel,
  { body, exchange, headers, messageId, routingKey }: Publication,
  clock: Clock,
  timeoutMs: number,
): Promise<void> {
  const { frameMax } = channel.connection as unknown as { readonly frameMax: number };
  return new Promise((resolve, reject) => {
    let isReturned = false;
    const onReturn = () => {
      isReturned = true;
    };
    const fail = (why: string) =>
      reject(
        new NotRedriven(
          `${messageId || "the message"} was not published to ${exchange}: ${why}; it stays parked`,
        ),
      );
    const cancel = clock.at(clock.now() + timeoutMs, () =>
      fail(`no confirmation within ${timeoutMs} ms (RabbitMQ may have a memory or disk alarm)`),
    );
    channel.once("return", onReturn);
    const carried = fitted({ headers, messageId }, frameMax);
    const properties = { ...carried, contentType, persistent: true, mandatory: true };
    const answered = (error?: Error | null) => {
      cancel();
      channel.off("return", onReturn);
      if (isReturned) fail("the exchange routes it to no queue; load definitions.json into the broker");
      else if (error) fail(error.message === "message nacked" ? "the inbox is full" : error.message);
      else resolve();
    };
    try {
      channel.publish(exchange, routingKey, Buffer.from(body), properties, answered);
    } catch (error) {
      answered(error instanceof Error ? error : new Error(String(error)));
    }
  });
}
