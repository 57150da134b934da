import { connect } from "amqplib";
import type { Topology } from "#contracts/topology.ts";
import { describeBreakingRabbitMq } from "#test/servers/describe.ts";
import type { OwnRabbitMq } from "#test/servers/rabbitmq.ts";
import { brokerConformance } from "../../conformance/broker.ts";
import { systemClock } from "../../memory/clock.ts";
import { amqpBroker } from "../broker.ts";

describeBreakingRabbitMq("RabbitMQ", (rabbitmq) => {
  brokerConformance("RabbitMQ", async () => {
    const clock = systemClock();
    return {
      clock,
      async connect(name) {
        const broker = amqpBroker({ url: rabbitmq().url, name, clock, confirmTimeoutMs: 5_000 });
        await eventually(() => broker.isUp());
        return broker;
      },
      declare: (topology) => declare(rabbitmq().url, topology),
      count: (queue) => count(rabbitmq(), queue),
      stop: () => rabbitmq().stop(),
      start: () => rabbitmq().start(),
      dropConnections: () => rabbitmq().closeConnections(),
      eventually,
      async cleanup() {},
    };
  });
});

async function declare(url: string, { exchanges, queues, bindings }: Topology): Promise<void> {
  const connection = await connect(url);
  const channel = await connection.createChannel();
  for (const { name, type } of exchanges) await channel.assertExchange(name, type, { durable: true });
  for (const queue of queues)
    await channel.assertQueue(queue.name, { durable: true, arguments: queue.arguments });
  for (const { queue, exchange, routingKey } of bindings)
    await channel.bindQueue(queue, exchange, routingKey);
  await connection.close();
}

async function count(rabbitmq: OwnRabbitMq, queue: string): Promise<number> {
  const listed = await rabbitmq.ctl("list_queues", "--quiet", "--no-table-headers", "name", "messages");
  const line = listed.split("\n").find((line) => line.startsWith(`${queue}\t`));
  return Number(line?.split("\t")[1] ?? 0);
}

/** Looks again and again, for half a minute at most. */
async function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
  const clock = systemClock();
  for (const deadline = clock.now() + 30_000; !(await condition()); ) {
    if (clock.now() > deadline) throw new Error(`after 30 s it is still not so: ${condition}`);
    await new Promise<void>((resolve) => clock.at(clock.now() + 20, resolve));
  }
}
