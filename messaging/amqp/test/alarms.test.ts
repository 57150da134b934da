import { expect } from "chai";
import { systemClock } from "#messaging/timers/system-clock.ts";
import { describeBreakingRabbitMq } from "#tooling/servers/describe.ts";
import { eventually } from "#tooling/testing/eventually.ts";
import { amqpBroker } from "../broker.ts";

describeBreakingRabbitMq("A full disk", (rabbitmq) => {
  const limit = (bytes: string) => rabbitmq().ctl("set_disk_free_limit", bytes);
  afterEach(async () => {
    await limit("50MB");
  });

  it("is reported with its remedy; publications wait, and are confirmed once there is space", async () => {
    const troubles: string[] = [];
    const url = await rabbitmq().freshVhost();
    const onTrouble = ({ message }: Error) => void troubles.push(message);
    const broker = amqpBroker({ url, name: "alarms", clock: systemClock(), onTrouble });
    await eventually(() => broker.isUp());

    await limit("1000000GB");
    const body = new TextEncoder().encode("{}");
    const publication = { exchange: "amq.fanout", routingKey: "", messageId: "m-1", headers: {}, body };
    // No queue is bound to the exchange, so the broker returns the message, which is an answer too.
    const answered = broker.publish([publication]).catch((error) => error);
    await eventually(() => !broker.isUp());
    const { host } = new URL(url);
    expect(troubles).to.deep.equal([
      `RabbitMQ at ${host} blocks publishers (low on disk): free memory or disk space; ` +
        "events wait in the outbox until then",
    ]);

    await limit("50MB");
    expect(await answered).to.have.nested.property("failed[0].why", "unroutable");
    expect(broker.isUp()).to.equal(true);
    await broker.close();
  });
});
