// The tests share a service, a proxy and helpers for real queues; hence the length.

import { once } from "node:events";
import { connect } from "amqplib";
import { expect } from "chai";
import { MongoClient } from "mongodb";
import { declare } from "#messaging/amqp/declare-topology.ts";
import { type Child, startChild } from "#tooling/servers/child.ts";
import { describeBreakingRabbitMq, describeOnServers } from "#tooling/servers/describe.ts";
import { eventually } from "#tooling/testing/eventually.ts";
import type { Broker, Delivery } from "../../broker.ts";
import type { Clock } from "../../clock.ts";
import { memoryDatabase } from "../../memory/store.ts";
import type { Message } from "../../message.ts";
import { type RunOptions, run } from "../../running/run-service.ts";
import { contracts } from "../../test/company.ts";
import { alerts, stationId, taken } from "../../test/world.ts";
import { systemClock } from "../../timers/system-clock.ts";
import { topologyOf } from "../../topology.ts";
import { encode } from "../../wire/envelope.ts";
import { amqpBroker } from "../broker.ts";
import { wireTo } from "./wire.ts";

const named = (prefix: string, many: number): readonly Message[] =>
  Array.from({ length: many }, (_, i) => taken(`${prefix}-${i}`));
const idsOf = (messages: readonly Message[]) => messages.map(({ id }) => id);

describeBreakingRabbitMq("While the store is away, on RabbitMQ", (rabbitmq) => {
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  /** Starts an instance of alerts whose store is away, and records its deliveries. */
  async function startAway(url: string, broker: Broker, options: RunOptions) {
    const clock = systemClock();
    const database = memoryDatabase();
    const deliveries: Delivery[] = [];
    const recording: Broker = {
      ...broker,
      consume: (queue, how, onDelivery) =>
        broker.consume(queue, how, (delivery) => {
          deliveries.push(delivery);
          onDelivery(delivery);
        }),
    };
    const store = database.connect();
    const running = await run(alerts(), { contracts, broker: recording, store, clock }, options);
    closing.push(
      () => broker.close(),
      () => running.stop(),
    );
    database.setAway(true);
    const seen = (): readonly unknown[] => {
      const tab: unknown = database.dump().documents.tabs?.[stationId]?.document;
      return tab && typeof tab === "object" && "seen" in tab && Array.isArray(tab.seen) ? tab.seen : [];
    };
    return { database, deliveries, seen, parked: () => depth(url, "alerts.parked") };
  }

  it("acknowledgement timeouts park no message, and all are handled once it is back", async () => {
    await timesOutAfter(rabbitmq().ctl, 2_000);
    closing.push(() => timesOutAfter(rabbitmq().ctl, 1_800_000));
    const url = await freshQueues(rabbitmq().freshVhost);
    const broker = amqpBroker({ url, name: "alerts", clock: hastyClock(), confirmTimeoutMs: 400_000 });
    const w = await startAway(url, broker, { giveBackAfterMs: 600_000 });
    const messages = named("m", 50);
    await publish(url, messages);
    await eventually(() => w.deliveries.length === 50);
    for (const times of [2, 3, 4, 5]) await eventually(() => w.deliveries.length >= 50 * times);
    expect(await w.parked()).to.equal(0);
    w.database.setAway(false);
    await eventually(() => w.seen().length === 50);
    expect(w.seen()).to.have.members(idsOf(messages));
    expect(await w.parked()).to.equal(0);
  });

  it("given-back messages are redelivered only once it is back, so no acknowledgement is overdue", async () => {
    const url = await freshQueues(rabbitmq().freshVhost);
    const broker = amqpBroker({ url, name: "alerts", clock: systemClock() });
    const w = await startAway(url, broker, { giveBackAfterMs: 1_500 });
    const messages = named("m", 50);
    await publish(url, messages);
    await eventually(() => w.deliveries.length === 50 && w.deliveries.every((one) => !one.isHeld()));
    await eventually(async () => (await depth(url, "alerts.inbox")) === 50);
    expect(w.deliveries).to.have.length(50);
    w.database.setAway(false);
    await eventually(() => w.seen().length === 50);
    expect(w.seen()).to.have.members(idsOf(messages));
    expect(w.deliveries.slice(50).every(({ returns }) => returns <= 1)).to.equal(true);
    expect(await w.parked()).to.equal(0);
  });

  it("50 lost connections park no message, and all are handled once it is back", async () => {
    const url = await freshQueues(rabbitmq().freshVhost);
    const wire = await wireTo(url);
    closing.push(wire.close);
    const broker = amqpBroker({
      url: wire.url,
      name: "alerts",
      clock: hastyClock(),
      confirmTimeoutMs: 400_000,
    });
    const w = await startAway(url, broker, { giveBackAfterMs: 600_000 });
    const messages = named("m", 100);
    await publish(url, messages);
    for (let lost = 1; lost <= 50; lost += 1) {
      await eventually(() => w.deliveries.length >= 100 * lost);
      wire.cut();
    }
    await eventually(() => w.deliveries.length === 5_100);
    expect(w.deliveries.at(-1)?.returns).to.equal(50);
    expect(await w.parked()).to.equal(0);
    w.database.setAway(false);
    await eventually(() => w.seen().length === 100);
    expect(w.seen()).to.deep.equal(idsOf(messages));
    expect(await w.parked()).to.equal(0);
  });
});

describeOnServers("A message that ends each process that handles it, on RabbitMQ and MongoDB", (servers) => {
  let present: Child | undefined;
  let client: MongoClient | undefined;
  afterEach(async () => {
    present?.process.kill("SIGKILL");
    await client?.close();
  });

  for (const many of [1, 2]) {
    it(`is parked with its reason, and 200 good ones are handled (messages of this kind: ${many})`, async () => {
      const url = await freshQueues(servers().rabbitmq.freshVhost);
      const database = `killed_${process.pid}_${many}`;
      const mongo = new MongoClient(servers().mongodb.url);
      client = mongo;
      const [good, killers] = [named("good", 200), named("killer", many)];
      await publish(url, [...good.slice(0, 100), ...killers, ...good.slice(100)]);
      let deaths = 0;
      let isOver = false;
      const environment = {
        RABBITMQ_URL: url,
        MONGODB_URL: servers().mongodb.url,
        DATABASE: database,
        KILLERS: idsOf(killers).join(" "),
      };
      const restarts = (async () => {
        while (!isOver) {
          present = startChild({ main: "messaging/amqp/test/killable-alerts.ts", environment });
          const [status] = await once(present.process, "exit");
          if (!isOver) expect(status).to.equal(7);
          deaths += 1;
        }
      })();
      const seen = async (): Promise<readonly string[]> =>
        (await mongo.db(database).collection("tabs").findOne())?.seen ?? [];
      const isDone = async () =>
        (await depth(url, "alerts.inbox")) === 0 &&
        (await depth(url, "alerts.parked")) >= many &&
        (await seen()).length === 200;
      await eventually(isDone, 240_000);
      isOver = true;
      present?.process.kill("SIGKILL");
      await restarts;
      expect([...(await seen())].sort()).to.deep.equal(idsOf(good).sort());
      // A message is parked at least once: one killer may end the process after the other is parked, and before that one's
      // acknowledgement has left.
      const parked = new Map(await takeAll(url, "alerts.parked"));
      expect(parked).to.deep.equal(new Map(idsOf(killers).map((id) => [id, "kills-its-consumer"])));
      // The second one is a suspect later than the first if a process was not delivered both: three processes each, then.
      expect(deaths - 1).to.be.within(3 + 2 * many, (3 + 2) * many);
    });
  }
});

/** Sets RabbitMQ's acknowledgement timeout for connections opened from now on. */
async function timesOutAfter(ctl: (...args: string[]) => Promise<string>, ms: number): Promise<void> {
  const tick = Math.min(60_000, ms / 2);
  await ctl(
    "eval",
    `application:set_env(rabbit, channel_tick_interval, ${tick}), application:set_env(rabbit, consumer_timeout, ${ms}).`,
  );
}

async function freshQueues(freshVhost: () => Promise<string>): Promise<string> {
  const url = await freshVhost();
  await declare(url, topologyOf(contracts, "alerts"));
  return url;
}

/** A clock 20 times as fast: reconnecting takes a twentieth of the time. */
function hastyClock(): Clock {
  const clock = systemClock();
  const began = clock.now();
  const faster = 20;
  return {
    now: () => began + (clock.now() - began) * faster,
    at: (ms, callback) => clock.at(began + (ms - began) / faster, callback),
  };
}

async function publish(url: string, messages: readonly Message[]): Promise<void> {
  const broker = amqpBroker({ url, name: "outsider", clock: systemClock() });
  await eventually(() => broker.isUp());
  await broker.publish(
    messages.map((message) => ({
      exchange: "weather.events",
      routingKey: message.type,
      messageId: message.id,
      headers: {},
      body: encode(message, contracts),
    })),
  );
  await broker.close();
}

/** The number of ready messages in a queue. */
async function depth(url: string, queue: string): Promise<number> {
  const connection = await connect(url);
  try {
    const channel = await connection.createChannel();
    return (await channel.checkQueue(queue)).messageCount;
  } finally {
    await connection.close();
  }
}

async function takeAll(url: string, queue: string): Promise<readonly (readonly [unknown, unknown])[]> {
  const connection = await connect(url);
  const channel = await connection.createChannel();
  const taken: (readonly [unknown, unknown])[] = [];
  for (
    let one = await channel.get(queue, { noAck: true });
    one;
    one = await channel.get(queue, { noAck: true })
  ) {
    taken.push([one.properties.messageId, one.properties.headers?.["x-reason"]]);
  }
  await connection.close();
  return taken;
}
