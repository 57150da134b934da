import { type ConfirmChannel, IllegalOperationError } from "amqplib";
import type { Publication } from "../broker.ts";
import type { Clock } from "../clock.ts";
import type { Unconfirmed } from "../errors.ts";
import { contentType } from "../wire/envelope.ts";
import { fitted } from "./fit-into-frame.ts";

/**
 * Publishes persistent, mandatory messages with publisher confirms. Resolves to those that the broker did not confirm
 * in time. What becomes of them: `outbox/outbox-relay.ts` for events, `settlement/acknowledger.ts` for copies of
 * failed messages.
 */
export type Publish = (publications: readonly Publication[]) => Promise<readonly Unconfirmed[]>;

/**
 * Publishes on a confirm channel, and waits `timeoutMs` milliseconds for confirms. RabbitMQ returns an unroutable
 * message before it confirms it. All publications of one call share one timer: a timer for each would cost more than
 * the publishing.
 */
export function createPublish(channel: ConfirmChannel, clock: Clock, timeoutMs: number): Publish {
  const { frameMax } = channel.connection as unknown as { readonly frameMax: number };
  const returned = returnsOn(channel);
  return (publications) =>
    new Promise((resolve) => {
      const pending = new Set(publications);
      const failed: Unconfirmed[] = [];
      const end = (): void => {
        cancelTimeout();
        const unknown = [...pending].map((publication) => ({ publication, why: "unknown" }) as const);
        resolve([...failed, ...unknown]);
      };
      const cancelTimeout = clock.at(clock.now() + timeoutMs, end);
      for (const publication of publications) {
        const sent = { ...publication, ...fitted(publication, frameMax) };
        send(channel, sent, (why) => {
          const isReturned = returned.take(sent);
          if (!pending.delete(publication)) return;
          if (isReturned) failed.push({ publication, why: "unroutable" });
          else if (why) failed.push({ publication, why });
          if (pending.size === 0) end();
        });
      }
      if (pending.size === 0) end();
    });
}

/** Counts the returned messages of a channel by key: two copies of one message may be in flight. */
function returnsOn(channel: ConfirmChannel) {
  const counts = new Map<string, number>();
  channel.on("return", ({ fields: { exchange, routingKey }, properties }) => {
    const key = keyOf({ messageId: String(properties.messageId), exchange, routingKey });
    counts.set(key, (counts.get(key) ?? 0) + 1);
  });
  return {
    /** True if the broker returned this publication. Each return counts once. */
    take(publication: Publication): boolean {
      if (counts.size === 0) return false;
      const key = keyOf(publication);
      const count = counts.get(key) ?? 0;
      if (count > 1) counts.set(key, count - 1);
      else counts.delete(key);
      return count > 0;
    },
  };
}

/** What a returned message and its publication have in common. */
const keyOf = (of: Pick<Publication, "messageId" | "exchange" | "routingKey">): string =>
  `${of.messageId} ${of.exchange} ${of.routingKey}`;

/** Sends one message. The callback gets the reason if the broker does not confirm it. */
function send(
  channel: ConfirmChannel,
  { exchange, routingKey, messageId, headers, body }: Publication,
  onResult: (why?: Unconfirmed["why"]) => void,
): void {
  const content = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const properties = { messageId, contentType, headers, persistent: true, mandatory: true };
  try {
    channel.publish(exchange, routingKey, content, properties, (error: Error | null | undefined) => {
      if (error) onResult(error.message === "message nacked" ? "refused" : "unknown");
      else onResult();
    });
  } catch (error) {
    // Either the channel is closed, or AMQP cannot encode the message (a routing key above 255 bytes).
    onResult(error instanceof IllegalOperationError ? "unknown" : "refused");
  }
}
