import { declare } from "#messaging/amqp/declare-topology.ts";
import { describeBreakingRabbitMq } from "#tooling/servers/describe.ts";
import type { OwnRabbitMq } from "#tooling/servers/rabbitmq.ts";
import { eventually } from "#tooling/testing/eventually.ts";
import { brokerConformance } from "../../conformance/broker.ts";
import { systemClock } from "../../timers/system-clock.ts";
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

async function count(rabbitmq: OwnRabbitMq, queue: string): Promise<number> {
  const listed = await rabbitmq.ctl("list_queues", "--quiet", "--no-table-headers", "name", "messages");
  const line = listed.split("\n").find((line) => line.startsWith(`${queue}\t`));
  return Number(line?.split("\t")[1] ?? 0);
}
