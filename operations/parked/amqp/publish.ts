import type { Publish } from "#messaging/amqp/publisher.ts";
import type { Publication } from "#messaging/broker.ts";
import { NotRedriven } from "../parked-messages.ts";

/**
 * Publishes one message. Resolves when the broker has confirmed it and routed it to a queue.
 *
 * @throws NotRedriven if the broker returns or rejects it, or does not confirm it in time
 */
export async function publishTo(
  publish: Publish,
  publication: Publication,
  timeoutMs: number,
): Promise<void> {
  const [failed] = await publish([publication]);
  if (!failed) return;
  const reasons = {
    unroutable: "the exchange routes it to no queue; load definitions.json into the broker",
    refused: "the inbox is full",
    unknown: `no confirmation within ${timeoutMs} ms (RabbitMQ may have a memory or disk alarm)`,
  };
  const { exchange, messageId } = publication;
  throw new NotRedriven(
    `${messageId || "the message"} was not published to ${exchange}: ${reasons[failed.why]}; it stays parked`,
  );
}
