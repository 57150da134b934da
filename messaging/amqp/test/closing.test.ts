import { expect } from "chai";
import { declare } from "#messaging/amqp/declare-topology.ts";
import { topologyOf } from "#messaging/topology.ts";
import { describeOnRabbitMq } from "#tooling/servers/describe.ts";
import { eventually } from "#tooling/testing/eventually.ts";
import { contracts } from "../../test/company.ts";
import { systemClock } from "../../timers/system-clock.ts";
import { amqpBroker } from "../broker.ts";
import { createLink } from "../reconnect.ts";
import { type Wire, wireTo } from "./wire.ts";

describeOnRabbitMq("Closing, on RabbitMQ", (rabbitmq) => {
  let wire: Wire;

  beforeEach(async () => {
    const url = await rabbitmq().freshVhost();
    await declare(url, topologyOf(contracts, "alerts"));
    wire = await wireTo(url);
  });
  afterEach(() => wire.close());

  const connectedBroker = async () => {
    const broker = amqpBroker({ url: wire.url, name: "alerts", clock: systemClock() });
    await eventually(() => broker.isUp());
    return broker;
  };

  it("a broker ends, although its connections are lost before RabbitMQ replies", async () => {
    const broker = await connectedBroker();
    wire.mute();
    const closing = broker.close();
    wire.cut();
    await closing;
  });

  it("a consumer gives back, although its connection is lost before RabbitMQ replies", async () => {
    const broker = await connectedBroker();
    const consumer = await broker.consume("alerts.inbox", { prefetch: 1 }, () => {});
    wire.mute();
    const givingBack = consumer.giveBack();
    wire.cut();
    await givingBack;
    await broker.close();
  });

  it("a broker ends, although it has not connected yet", async () => {
    await amqpBroker({ url: wire.url, name: "alerts", clock: systemClock() }).close();
  });

  it("a connection whose set-up fails is renewed, although it is lost before RabbitMQ replies", async () => {
    let attempts = 0;
    const link = createLink({
      url: wire.url,
      name: "alerts",
      clock: systemClock(),
      random: () => 0,
      async setUp() {
        attempts += 1;
        if (attempts > 1) return attempts;
        wire.mute();
        setImmediate(wire.cut);
        throw new Error("the queue is missing");
      },
    });
    expect(await link.connected()).to.equal(2);
    await link.close();
  });
});
