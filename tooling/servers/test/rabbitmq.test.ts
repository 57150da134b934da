import { once } from "node:events";
import { type ChannelModel, type ConfirmChannel, connect } from "amqplib";
import { expect } from "chai";
import { describeBreakingRabbitMq, describeOnRabbitMq } from "../describe.ts";

describeOnRabbitMq("A RabbitMQ for tests", (rabbitmq) => {
  it("carries a message through a quorum queue", async () => {
    const connection = await connect(await rabbitmq().freshVhost());
    const channel = await withLetter(connection, "hello");

    const letter = await channel.get("letters", { noAck: true });

    expect(letter).to.have.property("content").that.deep.equals(Buffer.from("hello"));
    await connection.close();
  });

  it("gives each suite a virtual host of its own", async () => {
    const [one, other] = await Promise.all([rabbitmq().freshVhost(), rabbitmq().freshVhost()]);

    expect(one).to.not.equal(other);
  });

  it("loads definitions, with users and permissions", async () => {
    const vhost = `kitchen-${crypto.randomUUID()}`;
    await rabbitmq().load({
      users: [{ name: vhost, password: "secret", tags: [] }],
      vhosts: [{ name: vhost }],
      permissions: [{ user: vhost, vhost, configure: "", write: "", read: "^orders$" }],
      queues: [
        { name: "orders", vhost, durable: true, auto_delete: false, arguments: { "x-queue-type": "quorum" } },
      ],
    });

    const url = new URL(`/${vhost}`, rabbitmq().url);
    const connection = await connect({
      hostname: url.hostname,
      port: Number(url.port),
      username: vhost,
      password: "secret",
      vhost,
    });
    const channel = await connection.createChannel();

    expect(await channel.checkQueue("orders")).to.deep.include({ queue: "orders", messageCount: 0 });
    await connection.close();
  });
});

describeBreakingRabbitMq("A RabbitMQ that tests break", (rabbitmq) => {
  // A start takes 5 to 10 s.

  it("keeps its port and a confirmed message over a SIGKILL", async () => {
    const vhost = await rabbitmq().freshVhost();
    const connection = await connect(vhost);
    connection.on("error", () => {});
    await withLetter(connection, "survives");

    await rabbitmq().kill();
    await rabbitmq().start();

    const again = await connect(vhost);
    const channel = await again.createChannel();
    const letter = await channel.get("letters", { noAck: true });
    expect(letter).to.have.property("content").that.deep.equals(Buffer.from("survives"));
    await again.close();
  });

  it("closes its clients' connections on demand", async () => {
    const connection = await connect(rabbitmq().url);
    const closed = once(connection, "close");

    await rabbitmq().closeConnections();

    expect(String(await closed)).to.include("CONNECTION_FORCED");
  });

  it("blocks publishers during a memory alarm", async () => {
    const connection = await connect(await rabbitmq().freshVhost());
    const channel = await withLetter(connection, "before the alarm");
    const blocked = once(connection, "blocked");
    const unblocked = once(connection, "unblocked");

    try {
      await rabbitmq().raiseMemoryAlarm();
      channel.sendToQueue("letters", Buffer.from("during the alarm"));
      expect(await blocked).to.deep.equal(["low on memory"]);
    } finally {
      await rabbitmq().clearMemoryAlarm();
    }
    await unblocked;
    await connection.close();
  });
});

async function withLetter(connection: ChannelModel, letter: string): Promise<ConfirmChannel> {
  const channel = await connection.createConfirmChannel();
  channel.on("error", () => {});
  await channel.assertQueue("letters", { durable: true, arguments: { "x-queue-type": "quorum" } });
  channel.sendToQueue("letters", Buffer.from(letter), { persistent: true });
  await channel.waitForConfirms();
  return channel;
}
