import { connect } from "amqplib";
import type { Topology } from "#contracts/topology.ts";
import { systemClock } from "../../memory/clock.ts";

/** Puts a topology into a broker, as its administrator. */
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

/** Looks again and again, for half a minute at most. */
export async function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
  const clock = systemClock();
  for (const deadline = clock.now() + 30_000; !(await condition()); ) {
    if (clock.now() > deadline) throw new Error(`after 30 s it is still not so: ${condition}`);
    await new Promise<void>((resolve) => clock.at(clock.now() + 20, resolve));
  }
}
