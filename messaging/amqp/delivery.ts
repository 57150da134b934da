import type { Channel, ConsumeMessage } from "amqplib";
import type { Delivery, Headers } from "../broker.ts";

/** A channel that a queue is consumed on. */
export interface Source {
  readonly channel: Channel;
  consumerTag?: string;
  readonly prefetch: number;
  /** The tag of the last delivery that was acknowledged, with all before it. */
  acknowledged: number;
  /** False once its unacknowledged deliveries were requeued. */
  isOpen: boolean;
}

/** A message from amqplib as the port's delivery. */
export function deliveryOf(queue: string, source: Source, message: ConsumeMessage): Delivery {
  return {
    queue,
    messageId: messageIdOf(message),
    headers: headersOf(message),
    body: message.content,
    exchange: message.fields.exchange,
    routingKey: message.fields.routingKey,
    redelivered: message.fields.redelivered,
    returns: returnsOf(message),
    isHeld: () => source.isOpen,
    ack() {
      if (!source.isOpen) return;
      source.acknowledged = Math.max(source.acknowledged, message.fields.deliveryTag);
      onChannel(() => source.channel.ack(message, true));
    },
    async isAcknowledged() {
      if (!source.isOpen || message.fields.deliveryTag > source.acknowledged) return false;
      try {
        // Any request will do, since the broker handles a channel's frames in order. This one changes nothing.
        await source.channel.prefetch(source.prefetch);
        return true;
      } catch {
        return false;
      }
    },
  };
}

/** Runs an operation on a channel. If the channel is closed, the broker redelivers, so nothing is lost. */
export function onChannel(operation: () => void): void {
  try {
    operation();
  } catch {
    // The channel is closed.
  }
}

/** Undefined if the sender set no id, although amqplib's types promise a value. */
const messageIdOf = ({ properties: { messageId } }: ConsumeMessage): string | undefined =>
  typeof messageId === "string" ? messageId : undefined;

/** A quorum queue counts returns in this header; a first delivery does not have it. */
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
