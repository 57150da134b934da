// One example per permission that a user has or lacks; hence the length.

import { type Channel, type ChannelModel, connect } from "amqplib";
import { expect } from "chai";
import { contracts } from "#contracts/contracts.ts";
import type { ServiceName } from "#contracts/generated/events.ts";
import { services } from "#contracts/hears.ts";
import { amqpBroker } from "#messaging/amqp/broker.ts";
import { markerOf } from "#messaging/amqp/marker.ts";
import { differences } from "#messaging/amqp/verify.ts";
import { systemClock } from "#messaging/timers/system-clock.ts";
import { companyTopology, type Topology, topologyOf } from "#messaging/topology.ts";
import { describeBreakingRabbitMq } from "#tooling/servers/describe.ts";
import { eventually } from "#tooling/testing/eventually.ts";
import { definitionsOf } from "../rabbitmq/definitions.ts";
import { passwords } from "./passwords.ts";

const topology = companyTopology(contracts);

describeBreakingRabbitMq("The broker with its definitions", (rabbitmq) => {
  const open: ChannelModel[] = [];
  const login = async (user: string, password: string) => {
    const connection = await connect(`amqp://${user}:${password}@127.0.0.1:${rabbitmq().port}/food`);
    connection.on("error", () => {});
    open.push(connection);
    return connection;
  };
  const orders = () => login("orders", passwords.RABBITMQ_ORDERS_PASSWORD);
  const operator = () => login("operator", passwords.RABBITMQ_OPERATOR_PASSWORD);
  const counter = () => login("counter", passwords.RABBITMQ_COUNTER_PASSWORD);
  const observer = () => login("observer", passwords.RABBITMQ_OBSERVER_PASSWORD);

  before(async () => {
    await rabbitmq().load(definitionsOf(passwords, "food"));
  });
  after(async () => {
    await Promise.all(open.map((connection) => connection.close()));
  });

  for (const service of services) {
    it(`passes the verification of ${service}, as ${service}`, async () => {
      const connection = await login(service, `${service}-of-the-tests`);

      expect(await differences(connection, markerAlone(service))).to.deep.equal([]);
      expect(await differences(connection, topologyOf(contracts, service))).to.deep.equal([]);
    });
  }

  it("shows a service the marker of its older release, whose instances may still start", async () => {
    const admin = await login("admin", passwords.RABBITMQ_ADMIN_PASSWORD);
    const older = { name: "orders.contracts.0123456789ab", type: "fanout" } as const;
    await (await admin.createChannel()).assertExchange(older.name, older.type);

    expect(await differences(await orders(), { exchanges: [older], queues: [], bindings: [] })).to.deep.equal(
      [],
    );
  });

  it("lets a service declare only its own queues and markers", async () => {
    const exchanges = [
      "payments.contracts.0123456789ab",
      "orders.contracts.ab",
      "orders.retry",
      "food.events",
    ];
    for (const name of exchanges) {
      expect(await failure(await orders(), (channel) => channel.assertExchange(name, "fanout"))).to.include(
        `access to exchange '${name}' in vhost 'food' refused for user 'orders'`,
      );
      expect(await failure(await orders(), (channel) => channel.deleteExchange(name))).to.include(
        "ACCESS_REFUSED",
      );
    }
    expect(await failure(await orders(), (channel) => channel.assertQueue("orders.more"))).to.include(
      "ACCESS_REFUSED",
    );
  });

  it("lets a service bind nothing, neither queues nor exchanges", async () => {
    const { name: marker } = markerOf(contracts, "orders");
    const bindings: Asking[] = [
      (channel) => channel.bindQueue("orders.inbox", "food.events", "#"),
      (channel) => channel.bindQueue("orders.parked", marker, ""),
      (channel) => channel.bindExchange("food.events", marker, ""),
      (channel) => channel.bindExchange(marker, "food.events", "#"),
      (channel) => channel.bindExchange("food.cancellations", "food.events", "#"),
      (channel) => channel.bindExchange("orders.retry", "food.events", "#"),
    ];
    for (const binding of bindings)
      expect(await failure(await orders(), binding)).to.include("ACCESS_REFUSED");
  });

  it("lets the counter count the messages of each queue", async () => {
    const channel = await (await counter()).createChannel();
    for (const { name } of topology.queues)
      expect(await channel.checkQueue(name)).to.have.property("messageCount");
  });

  it("lets the counter do nothing else: neither bind, publish, get, consume, purge, delete nor declare", async () => {
    const { name: marker } = markerOf(contracts, "orders");
    const deeds: Asking[] = [
      (channel) => channel.bindQueue("orders.inbox", "food.events", "#"),
      (channel) => channel.bindQueue("orders.inbox", marker, ""),
      (channel) => channel.bindQueue("orders.inbox", "amq.fanout", ""),
      (channel) => channel.unbindQueue("orders.inbox", "orders.retry", "inbox"),
      (channel) => channel.bindExchange("food.events", "food.cancellations", ""),
      (channel) => channel.get("orders.parked", { noAck: true }),
      (channel) => channel.consume("orders.inbox", () => {}),
      (channel) => channel.purgeQueue("orders.inbox"),
      (channel) => channel.deleteQueue("orders.retry.1s"),
      (channel) => channel.assertQueue("counter.of-the-tests", { exclusive: true }),
      (channel) => channel.assertQueue("orders.inbox", topology.queues[0]),
      (channel) => channel.assertExchange("orders.inbox", "fanout"),
      (channel) => channel.deleteExchange("orders.retry"),
    ];
    for (const deed of deeds) expect(await failure(await counter(), deed)).to.include("ACCESS_REFUSED");
    for (const exchange of [
      "",
      "food.events",
      "food.cancellations",
      "food.parked",
      "orders.retry",
      "amq.direct",
    ])
      expect(await refusal(await counter(), exchange, "orders.inbox")).to.include("ACCESS_REFUSED");
  });

  it("names the permission that a consumer lacks, not its password", async () => {
    const url = `amqp://counter:${passwords.RABBITMQ_COUNTER_PASSWORD}@127.0.0.1:${rabbitmq().port}/food`;
    const broker = amqpBroker({ url, name: "counter", clock: systemClock() });
    await eventually(() => broker.isUp());
    const error = await broker.consume("orders.inbox", { prefetch: 1 }, () => {}).catch((thrown) => thrown);
    await broker.close();

    expect(error).to.have.property("name", "Refused");
    expect(error.message).to.match(
      /^RabbitMQ at 127\.0\.0\.1:\d+ denies user counter a permission \((read )?access to queue 'orders\.inbox' in vhost 'food' refused\): load definitions\.json into the broker, which grants it$/,
    );
  });

  it("accepts an event of orders from orders", async () => {
    const channel = await (await orders()).createConfirmChannel();
    channel.publish("food.events", "orders.order-placed.v1", Buffer.from("{}"));
    channel.publish("food.cancellations", "orders.order-cancelled.v1", Buffer.from("{}"));
    channel.publish("food.parked", "orders", Buffer.from("{}"));
    channel.publish("orders.retry", "1s", Buffer.from("{}"));
    await channel.waitForConfirms();
  });

  it("refuses an event of payments from orders", async () => {
    const why = await refusal(await orders(), "food.events", "payments.payment-succeeded.v1");
    expect(why).to.include(
      "topic 'payments.payment-succeeded.v1' in exchange 'food.events' in vhost 'food' refused",
    );
  });

  it("refuses orders as a publisher to another service's retries", async () => {
    expect(await refusal(await orders(), "payments.retry", "1s")).to.include("ACCESS_REFUSED");
  });

  it("refuses orders as a publisher to the default exchange", async () => {
    expect(await refusal(await orders(), "", "payments.inbox")).to.include("ACCESS_REFUSED");
  });

  it("refuses orders as a consumer of another service's inbox", async () => {
    const channel = await (await orders()).createChannel();
    channel.on("error", () => {});
    const error = await channel.consume("payments.inbox", () => {}).catch((thrown: Error) => thrown);
    expect(String(error)).to.include("access to queue 'payments.inbox'");
  });

  it("lets the observer consume every event", async () => {
    const channel = await (await observer()).createChannel();
    await channel.assertQueue("observer.of-the-tests", { exclusive: true });
    await channel.bindQueue("observer.of-the-tests", "food.events", "#");
    await channel.bindQueue("observer.of-the-tests", "food.cancellations", "");
    await channel.consume("observer.of-the-tests", () => {});
  });

  it("lets the observer consume hops, and a service publish them", async () => {
    const channel = await (await observer()).createChannel();
    const { queue } = await channel.assertQueue("observer.of-hops", { exclusive: true });
    await channel.bindQueue(queue, "food.hops", "");
    const got = new Promise<string>((resolve) => {
      void channel.consume(queue, (message) => resolve(String(message?.content)), { noAck: true });
    });
    (await (await orders()).createChannel()).publish("food.hops", "", Buffer.from("hops"));

    expect(await got).to.equal("hops");
  });

  it("refuses the observer as a publisher", async () => {
    expect(await refusal(await observer(), "food.events", "orders.order-placed.v1")).to.include(
      "ACCESS_REFUSED",
    );
    expect(await refusal(await observer(), "food.hops", "")).to.include("ACCESS_REFUSED");
  });

  it("lets the operator read and redrive parked messages", async () => {
    const channel = await (await operator()).createConfirmChannel();
    await channel.assertQueue("operator.payments.parked", { exclusive: true });
    await channel.checkQueue("payments.parked");
    await channel.get("payments.parked");
    channel.publish("payments.retry", "inbox", Buffer.from("{}"), { mandatory: true });
    await channel.waitForConfirms();
  });

  it("refuses the operator as a publisher of events, and as a consumer of inboxes", async () => {
    expect(await refusal(await operator(), "food.events", "orders.order-placed.v1")).to.include(
      "ACCESS_REFUSED",
    );
    const channel = await (await operator()).createChannel();
    channel.on("error", () => {});
    const error = await channel.get("payments.inbox").catch((thrown: Error) => thrown);
    expect(String(error)).to.include("access to queue 'payments.inbox'");
  });

  it("refuses another user's password", async () => {
    const error = await login("payments", passwords.RABBITMQ_ORDERS_PASSWORD).catch(
      (thrown: Error) => thrown,
    );
    expect(String(error)).to.include("ACCESS-REFUSED");
  });
});

/** The broker's error for a refused publication. */
async function refusal(connection: ChannelModel, exchange: string, routingKey: string): Promise<string> {
  const channel = await connection.createConfirmChannel();
  const refused = new Promise<string>((resolve) => {
    channel.on("error", (error: Error) => resolve(error.message));
  });
  channel.publish(exchange, routingKey, Buffer.from("{}"), {}, () => {});
  return refused;
}

type Asking = (channel: Channel) => Promise<unknown>;

/** The broker's error for a refused request. */
async function failure(connection: ChannelModel, ask: Asking): Promise<string> {
  const channel = await connection.createChannel();
  channel.on("error", () => {});
  return ask(channel).then(
    () => "it was done",
    (error: Error) => error.message,
  );
}

const markerAlone = (service: ServiceName): Topology => ({
  exchanges: [markerOf(contracts, service)],
  queues: [],
  bindings: [],
});
