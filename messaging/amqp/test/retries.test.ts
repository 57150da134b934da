import { type ConsumeMessage, connect } from "amqplib";
import { expect } from "chai";
import { MongoClient } from "mongodb";
import { declare } from "#messaging/amqp/declare-topology.ts";
import { describeOnServers } from "#tooling/servers/describe.ts";
import { eventually } from "#tooling/testing/eventually.ts";
import { publishConfirmed } from "#tooling/testing/publish-confirmed.ts";
import type { Broker } from "../../broker.ts";
import type { Hop } from "../../instance/hops.ts";
import { mongoStore } from "../../mongo/store.ts";
import { event } from "../../reaction.ts";
import { type Running, run } from "../../running/run-service.ts";
import { contracts, samples } from "../../test/company.ts";
import { alerts, stationId, taken } from "../../test/world.ts";
import { systemClock } from "../../timers/system-clock.ts";
import { topologyOf } from "../../topology.ts";
import { encode } from "../../wire/envelope.ts";
import { amqpBroker } from "../broker.ts";

describeOnServers("The chassis on RabbitMQ and MongoDB", (servers) => {
  const clock = systemClock();
  const hops: Hop[] = [];
  const closing: (() => Promise<void>)[] = [];
  let url: string;
  let running: Running;

  before(async () => {
    url = await servers().rabbitmq.freshVhost();
    await declare(url, topologyOf(contracts, "alerts"));
    const client = new MongoClient(servers().mongodb.url);
    const store = await mongoStore({
      client,
      database: `retries_${process.pid}`,
      collections: ["tabs"],
      indexes: [],
    });
    const broker = amqpBroker({ url, name: "alerts", clock });
    const failing = alerts(() => {
      throw new Error("the till is jammed");
    });
    running = await run(failing, { contracts, broker, store, clock, observe: (hop) => hops.push(hop) });
    closing.push(
      () => running.stop(),
      () => broker.close(),
      () => store.close(),
    );
  });
  after(async () => {
    for (const close of closing) await close();
  });

  const hopsOf = <K extends Hop["kind"]>(kind: K) =>
    hops.filter((hop): hop is Extract<Hop, { kind: K }> => hop.kind === kind);

  it("retries a message after one second, then after five", async () => {
    await publish(url, taken("one"), {});
    await eventually(() => hopsOf("received").length === 3);
    const [first = 0, second = 0, third = 0] = hopsOf("received").map(({ at }) => at);

    expect(hopsOf("received").map(({ attempt }) => attempt)).to.deep.equal([1, 2, 3]);
    expect(hopsOf("retried").map(({ tier }) => tier)).to.include.ordered.members(["1s", "5s"]);
    expect(second - first).to.be.at.least(1_000);
    expect(third - second).to.be.at.least(5_000);
  });

  it("parks a message after the last attempt, with everything an operator needs to know", async () => {
    await publish(url, taken("two"), { "x-attempt": 6, "x-first-seen": "2026-01-02T18:00:00.000Z" });
    const { content, properties } = await parked(url);

    expect(new Uint8Array(content)).to.deep.equal(encode(taken("two"), contracts));
    expect(properties.messageId).to.equal(taken("two").id);
    expect(properties.headers).to.include({
      "x-service": "alerts",
      "x-reason": "retries-exhausted",
      "x-attempt": 6,
      "x-first-seen": "2026-01-02T18:00:00.000Z",
      "x-error": "the till is jammed",
    });
    expect(properties.headers?.["x-error-stack"]).to.match(/^Error: the till is jammed\n {4}at /);
    expect(properties.headers?.["x-parked-at"]).to.match(/^\d{4}-\d\d-\d\dT/);
    expect(properties.headers).not.to.have.property("x-death");
  });
});

describeOnServers("An instance that crashes between commit and publish", (servers) => {
  it("leaves its events in the outbox, and the next instance publishes them", async () => {
    const url = await servers().rabbitmq.freshVhost();
    // The archive consumes what is published here: without its queue, the event would be unroutable.
    await declare(url, topologyOf(contracts, "archive"));
    await declare(url, topologyOf(contracts, "alerts"));
    const clock = systemClock();
    const hops: Hop[] = [];
    const start = async (instance: number, change: (broker: Broker) => Broker) => {
      const client = new MongoClient(servers().mongodb.url);
      const store = await mongoStore({
        client,
        database: `crash_${process.pid}`,
        collections: ["tabs"],
        indexes: [],
      });
      const broker = amqpBroker({ url, name: `alerts ${instance}`, clock });
      const ports = {
        contracts,
        broker: change(broker),
        store,
        clock,
        observe: (hop: Hop) => hops.push(hop),
      };
      const running = await run(publishing, ports, { instance });
      return async () => {
        await running.stop(0);
        await broker.close();
        await store.close();
      };
    };

    const kill = await start(1, (broker) => ({ ...broker, publish: () => new Promise(() => {}) }));
    await publish(url, taken("three"), {});
    await eventually(() => hops.some(({ kind }) => kind === "handled"));
    await kill();
    const end = await start(2, (broker) => broker);
    await eventually(() => hops.some(({ kind }) => kind === "published"));
    await end();

    expect(hops.filter(({ kind }) => kind === "handled")).to.have.length(1);
    expect(hops.find(({ kind }) => kind === "published")).to.include({ instance: 2, again: true });
  });
});

/** Publishes payment-started for every order. */
const publishing = alerts(() => ({
  publish: [event("alerts.alert-raised.v1", stationId, samples["alerts.alert-raised.v1"])],
}));

async function publish(url: string, message: ReturnType<typeof taken>, headers: object): Promise<void> {
  const { id: messageId, type: routingKey } = message;
  await publishConfirmed(url, [
    { exchange: "weather.events", routingKey, messageId, headers, body: encode(message, contracts) },
  ]);
}

async function parked(url: string): Promise<ConsumeMessage> {
  const connection = await connect(url);
  const channel = await connection.createChannel();
  const found = await new Promise<ConsumeMessage>((resolve) => {
    void channel.consume("alerts.parked", (message) => message && resolve(message));
  });
  await connection.close();
  return found;
}
