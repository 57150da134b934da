import { connect } from "amqplib";
import { expect } from "chai";
import { systemClock } from "#messaging/timers/system-clock.ts";
import { describeBreakingRabbitMq } from "#tooling/servers/describe.ts";
import { eventually } from "#tooling/testing/eventually.ts";
import { hopExchange } from "../hop-exchange.ts";

const hops = '{"hops":[]}';

describeBreakingRabbitMq("The exchange of hops", (rabbitmq) => {
  const opened: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((one) => one.close()));
  });

  async function reporting() {
    const url = await rabbitmq().freshVhost();
    const troubles: string[] = [];
    const onTrouble = ({ message }: Error) => void troubles.push(message);
    const clock = systemClock();
    const exchange = hopExchange({ url, name: "alerts reports hops", exchange: "hops", clock, onTrouble });
    opened.push(exchange);
    await eventually(exchange.isReady);
    return { exchange, troubles, url };
  }

  /** A watcher, and how many batches it got. */
  async function watching(url: string) {
    const connection = await connect(url);
    opened.push(connection);
    const channel = await connection.createChannel();
    await channel.assertExchange("hops", "fanout", { durable: false });
    const { queue } = await channel.assertQueue("", { exclusive: true });
    await channel.bindQueue(queue, "hops", "");
    const got: string[] = [];
    await channel.consume(queue, (message) => got.push(String(message?.content)), { noAck: true });
    return got;
  }

  it("brings them to a watcher", async () => {
    const { exchange, troubles, url } = await reporting();
    const got = await watching(url);
    exchange.send(hops);
    await eventually(() => got.length === 1);

    expect(got).to.deep.equal(['{"hops":[]}']);
    expect(troubles).to.deep.equal([]);
  });

  it("may be missing: that is reported, and hops are sent once it is there", async () => {
    const { exchange, troubles, url } = await reporting();
    exchange.send(hops);
    await eventually(() => troubles.length > 0);
    const got = await watching(url);
    await eventually(() => {
      if (exchange.isReady()) exchange.send(hops);
      return got.length > 0;
    });

    expect(troubles[0]).to.include("NOT_FOUND - no exchange 'hops'");
  });

  it("takes nothing while the broker blocks publishers, and does not wait", async () => {
    const { exchange, url } = await reporting();
    await watching(url);
    try {
      await rabbitmq().raiseMemoryAlarm();
      await eventually(() => {
        if (exchange.isReady()) exchange.send(hops);
        return !exchange.isReady();
      });
    } finally {
      await rabbitmq().clearMemoryAlarm();
    }
    await eventually(exchange.isReady);
  });
});
