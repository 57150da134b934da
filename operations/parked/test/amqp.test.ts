import { type ChannelModel, connect } from "amqplib";
import { expect } from "chai";
import { parkedExchange } from "#contracts/exchanges.ts";
import { declare } from "#messaging/amqp/declare-topology.ts";
import { systemClock } from "#messaging/timers/system-clock.ts";
import type { Queue } from "#messaging/topology.ts";
import { describeBreakingRabbitMq, describeOnRabbitMq } from "#tooling/servers/describe.ts";
import type { RabbitMq } from "#tooling/servers/rabbitmq.ts";
import { publishConfirmed } from "#tooling/testing/publish-confirmed.ts";
import { parkedOnRabbitMq, parkedOver } from "../amqp/amqp.ts";
import { NotRedriven } from "../parked-messages.ts";
import { type ParkedHarness, parkedConformance, rawMessage, strandedTopology } from "./conformance.ts";

const clock = systemClock();
const note = { by: "sam", at: "2026-01-02T19:00:00.000Z", why: undefined };

/** A virtual host with the topology, and the harness of the suite. */
async function stage(rabbitmq: RabbitMq, topology = strandedTopology) {
  const url = await rabbitmq.freshVhost();
  await declare(url, topology);
  const connection = await connect(url);
  const hands: Pick<ParkedHarness, "park" | "handedBack"> = {
    async park(service, ...messages) {
      await publishConfirmed(
        url,
        messages.map((message) => ({ ...message, exchange: parkedExchange, routingKey: service })),
      );
    },
    async handedBack(service) {
      const channel = await connection.createChannel();
      const found = [];
      for (
        let one = await channel.get(`${service}.inbox`);
        one;
        one = await channel.get(`${service}.inbox`)
      ) {
        channel.ack(one);
        found.push({
          messageId: String(one.properties.messageId),
          headers: one.properties.headers ?? {},
          body: one.content,
        });
      }
      await channel.close();
      return found;
    },
  };
  return { url, connection, ...hands };
}

/** A queue whose delivery limit is low enough for a test to reach. */
const impatient = (queue: Queue): Queue =>
  queue.name === "payments.inbox"
    ? { ...queue, arguments: { ...queue.arguments, "x-delivery-limit": 2 } }
    : queue;

describeOnRabbitMq("The operator", (rabbitmq) => {
  parkedConformance("in RabbitMQ", async () => {
    const { connection, handedBack, park, url } = await stage(rabbitmq());
    const parked = await parkedOnRabbitMq(url, { clock });
    return {
      parked,
      park,
      handedBack,
      async close() {
        await parked.close();
        await connection.close();
      },
    };
  });
});

describeOnRabbitMq("What is parked in RabbitMQ", (rabbitmq) => {
  let on: Awaited<ReturnType<typeof stage>>;
  beforeEach(async () => {
    on = await stage(rabbitmq());
  });
  afterEach(() => on.connection.close());

  it("is locked by one operator at a time, since a second would see only some of the messages", async () => {
    await on.park("payments", rawMessage("a"), rawMessage("b"));
    const [one, other] = [
      await parkedOnRabbitMq(on.url, { clock }),
      await parkedOnRabbitMq(on.url, { clock }),
    ];
    const [a] = await one.list("payments");
    expect(await other.list("payments")).to.have.length(2);
    await (a && one.redrive(a, note));
    const error = await other.list("payments").catch((thrown: unknown) => thrown);
    expect(await other.list("orders")).to.deep.equal([]);
    await one.close();

    expect(String(error)).to.equal(
      "Error: payments.parked is locked by another operator: wait until they are done, and try again",
    );
    expect(await other.list("payments")).to.have.length(1);
    await other.close();
  });

  it("is in the inbox and still parked after a crash between publish and acknowledgement", async () => {
    await on.park("payments", rawMessage("a"));
    const dying = parkedOver(await dyingAtAck(on.url), { clock });
    const [found] = await dying.list("payments");
    await (found && dying.redrive(found, note));
    await dying.close();
    const parked = await parkedOnRabbitMq(on.url, { clock });

    expect(await parked.list("payments")).to.have.length(1);
    expect((await on.handedBack("payments")).map(({ messageId }) => messageId)).to.deep.equal(["id-of-a"]);
    await parked.close();
  });

  it("is requeued and read again after the maximum hold, and the batch continues", async () => {
    await on.park("payments", rawMessage("a"), rawMessage("b"), rawMessage("c"));
    const parked = await parkedOnRabbitMq(on.url, { clock, holdMs: 0 });
    const [a, , c] = await parked.list("payments");

    expect(await (c && parked.redrive(c, note))).to.equal(true);
    expect(await (a && parked.redrive(a, note))).to.equal(true);
    expect((await parked.list("payments")).map(({ id }) => id)).to.deep.equal(["id-of-b"]);
    await parked.close();
  });

  it("may have been dead-lettered by RabbitMQ itself, beyond the delivery limit", async () => {
    const on = await stage(rabbitmq(), {
      ...strandedTopology,
      queues: strandedTopology.queues.map(impatient),
    });
    await publishConfirmed(on.url, [
      { exchange: "payments.retry", routingKey: "inbox", messageId: "killer", body: "{}" },
    ]);
    for (let death = 1; death <= 3; death += 1) {
      const channel = await on.connection.createChannel();
      await channel.get("payments.inbox");
      await channel.close();
    }
    const parked = await parkedOnRabbitMq(on.url, { clock });
    const [found] = await parked.list("payments");

    expect(found).to.include({ id: "killer", reason: "delivery-limit" });
    expect(found?.headers["x-death"]).to.include("payments.inbox");
    expect(await (found && parked.redrive(found, note))).to.equal(true);
    expect(await on.handedBack("payments")).to.have.length(1);
    await parked.close();
    await on.connection.close();
  });

  it("cannot be listed if RabbitMQ is unreachable; the error names the address", async () => {
    const error = await parkedOnRabbitMq("amqp://operator:secret@127.0.0.1:1", { clock }).catch(String);
    expect(error).to.match(/^Error: RabbitMQ at 127\.0\.0\.1:1 cannot be reached: /);
  });

  it("cannot be listed in a virtual host without the topology", async () => {
    const parked = await parkedOnRabbitMq(await rabbitmq().freshVhost(), { clock });
    const error = await parked.list("payments").catch(String);
    await parked.close();

    expect(error).to.equal(
      "Error: payments.parked cannot be read: it is missing; load definitions.json into the broker",
    );
  });
});

describeBreakingRabbitMq("What is parked in RabbitMQ while it has an alarm", (rabbitmq) => {
  afterEach(() => rabbitmq().clearMemoryAlarm());

  it("stays parked", async () => {
    const on = await stage(rabbitmq());
    await on.park("payments", rawMessage("a"));
    const parked = await parkedOnRabbitMq(on.url, { clock, confirmTimeoutMs: 300 });
    const [found] = await parked.list("payments");
    await rabbitmq().raiseMemoryAlarm();
    const error = await (found && parked.redrive(found, note).catch((thrown: unknown) => thrown));
    await rabbitmq().clearMemoryAlarm();
    await parked.close();
    const anew = await parkedOnRabbitMq(on.url, { clock });

    expect(error).to.be.instanceOf(NotRedriven);
    expect(String(error)).to.match(
      /no confirmation within 300 ms \(RabbitMQ may have a memory or disk alarm\)/,
    );
    expect(await anew.list("payments")).to.have.length(1);
    await anew.close();
    await on.connection.close();
  });
});

/** A client connection that breaks just before the acknowledgement. */
async function dyingAtAck(url: string): Promise<ChannelModel> {
  const connection = await connect(url);
  connection.on("error", () => {});
  const createConfirmChannel = connection.createConfirmChannel.bind(connection);
  return Object.assign(connection, {
    async createConfirmChannel() {
      const channel = await createConfirmChannel();
      channel.on("error", () => {});
      return Object.assign(channel, { ack: () => void connection.close() });
    },
  });
}
