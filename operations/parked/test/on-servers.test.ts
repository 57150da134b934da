import { expect } from "chai";
import { MongoClient } from "mongodb";
import { contracts } from "#contracts/contracts.ts";
import { amqpBroker } from "#messaging/amqp/broker.ts";
import { declare } from "#messaging/amqp/declare-topology.ts";
import type { Hop } from "#messaging/instance/hops.ts";
import { mongoStore } from "#messaging/mongo/store.ts";
import { type Running, run } from "#messaging/running/run-service.ts";
import type { Store } from "#messaging/store.ts";
import { systemClock } from "#messaging/timers/system-clock.ts";
import { topologyOf } from "#messaging/topology.ts";
import { encode } from "#messaging/wire/envelope.ts";
import { describeOnServers } from "#tooling/servers/describe.ts";
import { eventually } from "#tooling/testing/eventually.ts";
import { parkedOnRabbitMq } from "../amqp/amqp.ts";
import type { ParkedMessages } from "../parked-messages.ts";
import { orderId, payments, placed, tabs } from "./example-service.ts";

describeOnServers("The person on call, with RabbitMQ and MongoDB", (servers) => {
  const clock = systemClock();
  const hops: Hop[] = [];
  const closing: (() => Promise<unknown>)[] = [];
  let isBroken = true;
  let url: string;
  let store: Store;
  let parked: ParkedMessages;

  before(async () => {
    url = await servers().rabbitmq.freshVhost();
    await declare(url, topologyOf(contracts, "payments"));
    const client = new MongoClient(servers().mongodb.url);
    store = await mongoStore({
      client,
      database: `parked_${process.pid}`,
      collections: ["tabs"],
      indexes: [],
    });
    const broker = amqpBroker({ url, name: "payments", clock });
    const jammed = payments(() => {
      if (isBroken) throw new Error("the till is jammed");
      return {};
    });
    const running: Running = await run(jammed, {
      contracts,
      broker,
      store,
      clock,
      observe: (hop) => hops.push(hop),
    });
    parked = await parkedOnRabbitMq(url, { clock });
    closing.push(
      () => parked.close(),
      () => running.stop(),
      () => broker.close(),
      () => client.db(`parked_${process.pid}`).dropDatabase(),
      () => store.close(),
    );
    await eventually(() => broker.isUp());
    const last = { "x-attempt": 6, "x-first-seen": "2026-01-02T18:00:00.000Z" };
    const address = { exchange: "food.events", routingKey: "orders.order-placed.v1" };
    await broker.publish([
      { ...address, messageId: "m-1", headers: last, body: encode(placed("one"), contracts) },
      { ...address, messageId: "m-2", headers: {}, body: Buffer.from("{ not JSON") },
    ]);
    await eventually(() => count("parked") === 2);
  });
  after(async () => {
    for (const close of closing) await close();
  });

  const count = (kind: Hop["kind"]) => hops.filter((hop) => hop.kind === kind).length;
  const note = { by: "sam", at: "2026-01-02T20:00:00.000Z", why: "the till was repaired" };

  it("sees poison messages and exhausted retries, with all details", async () => {
    const found = await parked.list("payments");
    const [poison, exhausted] = [...found].sort((a, b) => a.reason.localeCompare(b.reason));

    expect(poison).to.include({ reason: "invalid-json", attempts: 1, type: undefined });
    expect(exhausted).to.include({
      id: placed("one").id,
      type: "orders.order-placed.v1",
      order: orderId,
      reason: "retries-exhausted",
      attempts: 6,
      firstSeen: "2026-01-02T18:00:00.000Z",
    });
    expect(exhausted?.headers["x-error"]).to.equal("the till is jammed");
    expect(exhausted?.headers["x-error-stack"]).to.match(/^Error: the till is jammed\n {4}at /);
  });

  it("redrives a message when the bug is fixed, and it takes effect once, even if redriven twice", async () => {
    isBroken = false;
    const found = (await parked.list("payments")).find(({ reason }) => reason === "retries-exhausted");
    if (!found) throw new Error("it is not parked");
    await parked.redrive(found, note);
    await eventually(() => count("handled") === 1);
    // As after a crash between the confirmation and the acknowledgement.
    const { body, headers, messageId } = found;
    const address = { exchange: "food.parked", routingKey: "payments" };
    const crashed = amqpBroker({ url, name: "crashed", clock });
    await eventually(() => crashed.isUp());
    await crashed.publish([{ ...address, messageId, headers, body }]);
    await crashed.close();
    await parked.list("payments");
    await parked.redrive(found, note);
    await eventually(() => count("duplicate") === 1);

    expect(await store.get(tabs(orderId))).to.deep.include({ seen: [placed("one").id] });
    expect((await parked.list("payments")).map(({ reason }) => reason)).to.deep.equal(["invalid-json"]);
  });
});
