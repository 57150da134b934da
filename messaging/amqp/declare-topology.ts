import { connect } from "amqplib";
import type { Topology } from "#messaging/topology.ts";

/**
 * Declares a topology on a broker, as its administrator; a deployment loads definitions instead. What the queues are
 * like, and where they dead-letter to, is decided in `../topology.ts`.
 */
export async function declare(url: string, { exchanges, queues, bindings }: Topology): Promise<void> {
  const connection = await connect(url);
  const channel = await connection.createChannel();
  for (const { name, type } of exchanges) await channel.assertExchange(name, type, { durable: true });
  for (const queue of queues)
    await channel.assertQueue(queue.name, { durable: true, arguments: queue.arguments });
  for (const { queue, exchange, routingKey } of bindings)
    await channel.bindQueue(queue, exchange, routingKey);
  await connection.close();
}
