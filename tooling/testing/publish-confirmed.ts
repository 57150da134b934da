import { connect } from "amqplib";

/** A message as RabbitMQ receives it. */
export interface RawMessage {
  readonly exchange: string;
  readonly routingKey: string;
  readonly body: Uint8Array | string;
  readonly messageId?: string;
  readonly headers?: object;
}

/** Publishes persistent messages on a connection of its own. Resolves when the broker has confirmed each. */
export async function publishConfirmed(url: string, messages: readonly RawMessage[]): Promise<void> {
  const connection = await connect(url);
  try {
    const channel = await connection.createConfirmChannel();
    for (const { exchange, routingKey, body, ...properties } of messages)
      channel.publish(exchange, routingKey, Buffer.from(body), { ...properties, persistent: true });
    await channel.waitForConfirms();
  } finally {
    await connection.close();
  }
}
