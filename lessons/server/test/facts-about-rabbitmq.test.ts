import type { ConfirmChannel, Message } from "amqplib";
import { expect } from "chai";
import { describeOnRabbitMq } from "#tooling/servers/describe.ts";
import { nameRabbitMq } from "../../test/name-rabbitmq.ts";
import { connected, freshName, until } from "../rabbitmq.ts";

type Connection = Parameters<Parameters<typeof connected>[0]>[0];

/** What the answers to questions 19, 22, 37, 45 and 65 say of RabbitMQ. */
describeOnRabbitMq("RabbitMQ", (rabbitmq) => {
  nameRabbitMq(rabbitmq);

  it("lets # stand for no word, too, and delivers one copy if two bindings of a queue match", () =>
    onChannel(async (channel) => {
      const exchange = freshName("topic");
      const queue = await queueOf(channel);
      await channel.assertExchange(exchange, "topic");
      for (const pattern of ["order.*.eu", "order.#"]) await channel.bindQueue(queue, exchange, pattern);
      for (const key of ["order", "order.eu", "order.confirmed.eu"]) {
        channel.publish(exchange, key, Buffer.from(key));
      }
      await channel.waitForConfirms();
      expect(await textsIn(channel, queue)).to.deep.equal(["order", "order.eu", "order.confirmed.eu"]);
    }));

  it("lets * stand for exactly one word", () =>
    onChannel(async (channel) => {
      const exchange = freshName("topic");
      const queue = await queueOf(channel);
      await channel.assertExchange(exchange, "topic");
      await channel.bindQueue(queue, exchange, "order.*.eu");
      for (const key of ["order.eu", "order.confirmed.eu", "order.confirmed.late.eu"]) {
        channel.publish(exchange, key, Buffer.from(key));
      }
      await channel.waitForConfirms();
      expect(await textsIn(channel, queue)).to.deep.equal(["order.confirmed.eu"]);
    }));

  it("confirms a message, and then drops the oldest of a full queue, unless told otherwise", () =>
    onChannel(async (channel) => {
      const queue = await queueOf(channel, { "x-queue-type": "quorum", "x-max-length": 2 });
      for (const text of ["one", "two", "three"]) {
        channel.sendToQueue(queue, Buffer.from(text));
        await channel.waitForConfirms();
      }
      expect(await textsIn(channel, queue)).to.deep.equal(["two", "three"]);
    }));

  it("marks a message that came back as redelivered, and not one that was published twice", () =>
    onChannel(async (channel) => {
      const queue = await queueOf(channel);
      for (let copy = 1; copy <= 2; copy += 1) {
        channel.sendToQueue(queue, Buffer.from("an order"), { messageId: "m1" });
      }
      await channel.waitForConfirms();
      const first = (await channel.get(queue)) as Message;
      const second = (await channel.get(queue)) as Message;
      channel.nack(second, false, true);
      await until(async () => (await channel.checkQueue(queue)).messageCount === 1);
      const again = (await channel.get(queue)) as Message;
      expect([first, second, again].map(({ fields }) => fields.redelivered)).to.deep.equal([
        false,
        false,
        true,
      ]);
    }));

  it("hands a consumer the whole queue, unacknowledged, if no prefetch is set", () =>
    onChannel(async (channel) => {
      const queue = await queueOf(channel);
      for (let i = 0; i < 1_000; i += 1) channel.sendToQueue(queue, Buffer.from("job"));
      await channel.waitForConfirms();
      const got: Message[] = [];
      await channel.consume(queue, (message) => message && got.push(message));
      await until(() => got.length === 1_000);
    }));

  it("takes a prefetch of a whole channel as one of each consumer since 4.3", () =>
    onChannel(async (channel, connection) => {
      const queue = await queueOf(channel);
      for (let i = 0; i < 100; i += 1) channel.sendToQueue(queue, Buffer.from("job"));
      await channel.waitForConfirms();
      await channel.prefetch(10, true);
      const got: Message[] = [];
      for (let consumer = 1; consumer <= 2; consumer += 1) {
        await channel.consume(queue, (message) => message && got.push(message));
      }
      const limit = versionOf(connection) >= 4.3 ? 20 : 10;
      await until(async () => (await channel.checkQueue(queue)).messageCount === 100 - limit);
      expect(got).to.have.length(limit);
    }));
});

describeOnRabbitMq("Direct reply-to", (rabbitmq) => {
  nameRabbitMq(rabbitmq);
  const pseudo = "amq.rabbitmq.reply-to";

  it("brings the reply to the channel that asked, by the default exchange", () =>
    onChannel(async (channel) => {
      const requests = await queueOf(channel);
      const replies: Message[] = [];
      await channel.consume(pseudo, (message) => message && replies.push(message), { noAck: true });
      channel.sendToQueue(requests, Buffer.from("a price?"), { correlationId: "c1", replyTo: pseudo });
      await channel.waitForConfirms();
      const { properties } = (await channel.get(requests, { noAck: true })) as Message;
      expect(properties.replyTo).to.match(/^amq\.rabbitmq\.reply-to\../);
      channel.publish("", properties.replyTo, Buffer.from("€9"), { correlationId: properties.correlationId });
      await until(() => replies.length === 1);
      expect(replies[0]?.properties.correlationId).to.equal("c1");
    }));

  it("demands automatic acknowledgement", () =>
    onChannel(async (channel) => {
      const refused = await channel.consume(pseudo, () => {}).catch(String);
      expect(refused).to.include("406").and.include("reply consumer cannot acknowledge");
    }));

  it("demands a consumer on the same channel before the first request", () =>
    onChannel(async (channel) => {
      const errors: unknown[] = [];
      channel.on("error", (error) => errors.push(error));
      const requests = await queueOf(channel);
      channel.sendToQueue(requests, Buffer.from("a price?"), { replyTo: pseudo });
      await until(() => errors.length === 1);
      expect(String(errors[0])).to.include("406").and.include("fast reply consumer does not exist");
    }));
});

/** 4.3 for 4.3.6. */
const versionOf = ({ connection }: Connection): number =>
  Number.parseFloat(String(connection.serverProperties.version));

const onChannel = (work: (channel: ConfirmChannel, connection: Connection) => Promise<void>): Promise<void> =>
  connected(async (connection) => {
    const channel = await connection.createConfirmChannel();
    // What the broker refuses closes the channel, and is reported there, too.
    channel.on("error", () => {});
    await work(channel, connection);
  });

async function queueOf(
  channel: ConfirmChannel,
  more: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const queue = freshName("facts");
  await channel.assertQueue(queue, { durable: true, arguments: more });
  return queue;
}

async function textsIn(channel: ConfirmChannel, queue: string): Promise<readonly string[]> {
  const texts: string[] = [];
  for (let message = await channel.get(queue); message; message = await channel.get(queue)) {
    texts.push(String(message.content));
    channel.ack(message);
  }
  return texts;
}
