import { type ChannelModel, connect } from "amqplib";
import { expect } from "chai";
import { topologyOf } from "#contracts/topology.ts";
import { differences } from "#messaging/amqp/verify.ts";
import { describeBreakingRabbitMq } from "#test/servers/describe.ts";
import { definitionsOf } from "../rabbitmq/definitions.ts";
import { passwords } from "./passwords.ts";

describeBreakingRabbitMq("the broker with its definitions", (rabbitmq) => {
  const open: ChannelModel[] = [];
  const login = async (user: string, password: string) => {
    const connection = await connect(`amqp://${user}:${password}@127.0.0.1:${rabbitmq().port}/food`);
    connection.on("error", () => {});
    open.push(connection);
    return connection;
  };
  const orders = () => login("orders", passwords.RABBITMQ_ORDERS_PASSWORD);
  const operator = () => login("operator", passwords.RABBITMQ_OPERATOR_PASSWORD);
  const observer = () => login("observer", passwords.RABBITMQ_OBSERVER_PASSWORD);

  before(async () => {
    await rabbitmq().load(definitionsOf(passwords, "food"));
  });
  after(async () => {
    await Promise.all(open.map((connection) => connection.close()));
  });

  it("is as each service wants it, in that service's own eyes", async () => {
    expect(await differences(await orders(), topologyOf("orders"))).to.deep.equal([]);
  });

  it("takes an event of orders from orders", async () => {
    const channel = await (await orders()).createConfirmChannel();
    channel.publish("food.events", "orders.order-placed.v1", Buffer.from("{}"));
    channel.publish("food.cancellations", "orders.order-cancelled.v1", Buffer.from("{}"));
    channel.publish("food.parked", "orders", Buffer.from("{}"));
    channel.publish("orders.retry", "1s", Buffer.from("{}"));
    await channel.waitForConfirms();
  });

  it("takes no event of payments from orders", async () => {
    const why = await refusal(await orders(), "food.events", "payments.payment-succeeded.v1");
    expect(why).to.include(
      "topic 'payments.payment-succeeded.v1' in exchange 'food.events' in vhost 'food' refused",
    );
  });

  it("lets orders send nothing into another service's retries", async () => {
    expect(await refusal(await orders(), "payments.retry", "1s")).to.include("ACCESS_REFUSED");
  });

  it("lets orders put nothing into a queue past its exchange", async () => {
    expect(await refusal(await orders(), "", "payments.inbox")).to.include("ACCESS_REFUSED");
  });

  it("lets orders read no other service's inbox", async () => {
    const channel = await (await orders()).createChannel();
    channel.on("error", () => {});
    const error = await channel.consume("payments.inbox", () => {}).catch((thrown: Error) => thrown);
    expect(String(error)).to.include("access to queue 'payments.inbox'");
  });

  it("lets the observer listen to everything", async () => {
    const channel = await (await observer()).createChannel();
    await channel.assertQueue("observer.of-the-tests", { exclusive: true });
    await channel.bindQueue("observer.of-the-tests", "food.events", "#");
    await channel.bindQueue("observer.of-the-tests", "food.cancellations", "");
    await channel.consume("observer.of-the-tests", () => {});
  });

  it("lets the observer say nothing", async () => {
    expect(await refusal(await observer(), "food.events", "orders.order-placed.v1")).to.include(
      "ACCESS_REFUSED",
    );
  });

  it("lets the operator look at what is parked, and hand it back", async () => {
    const channel = await (await operator()).createConfirmChannel();
    await channel.assertQueue("operator.payments.parked", { exclusive: true });
    await channel.checkQueue("payments.parked");
    await channel.get("payments.parked");
    channel.publish("payments.retry", "inbox", Buffer.from("{}"), { mandatory: true });
    await channel.waitForConfirms();
  });

  it("lets the operator say nothing to everybody, and read no inbox", async () => {
    expect(await refusal(await operator(), "food.events", "orders.order-placed.v1")).to.include(
      "ACCESS_REFUSED",
    );
    const channel = await (await operator()).createChannel();
    channel.on("error", () => {});
    const error = await channel.get("payments.inbox").catch((thrown: Error) => thrown);
    expect(String(error)).to.include("access to queue 'payments.inbox'");
  });

  it("lets nobody in with another user's password", async () => {
    const error = await login("payments", passwords.RABBITMQ_ORDERS_PASSWORD).catch(
      (thrown: Error) => thrown,
    );
    expect(String(error)).to.include("ACCESS-REFUSED");
  });
});

/** What the broker says to a publication that it refuses. */
async function refusal(connection: ChannelModel, exchange: string, routingKey: string): Promise<string> {
  const channel = await connection.createConfirmChannel();
  const refused = new Promise<string>((resolve) => {
    channel.on("error", (error: Error) => resolve(error.message));
  });
  channel.publish(exchange, routingKey, Buffer.from("{}"), {}, () => {});
  return refused;
}
