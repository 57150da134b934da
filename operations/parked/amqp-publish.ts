import type { ConfirmChannel } from "amqplib";
import { fitted } from "#messaging/amqp/fit.ts";
import type { Publication } from "#messaging/broker.ts";
import type { Clock } from "#messaging/clock.ts";
import { contentType } from "#messaging/envelope.ts";
import { NotRedriven } from "./parked-messages.ts";

/**
 * Publishes one message, and resolves when it lies in a queue for good.
 *
 * @throws NotRedriven when it does not, or when nobody knows whether it does
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
      reject(new NotRedriven(`${exchange} took no copy of ${messageId || "it"}: ${why}; it stays parked`));
    const cancel = clock.at(clock.now() + timeoutMs, () =>
      fail(`no confirmation within ${timeoutMs} ms, as when RabbitMQ has a memory or disk alarm`),
    );
    channel.once("return", onReturn);
    const carried = fitted({ headers, messageId }, frameMax);
    const properties = { ...carried, contentType, persistent: true, mandatory: true };
    const answered = (error?: Error | null) => {
      cancel();
      channel.off("return", onReturn);
      if (isReturned) fail("it leads nowhere; load definitions.json into the broker");
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
