import { expect } from "chai";
import { pause } from "../../clock.ts";
import { brokerConformance } from "../../conformance/broker.ts";
import { contracts } from "../../test/company.ts";
import { systemClock } from "../../timers/system-clock.ts";
import { companyTopology } from "../../topology.ts";
import { memoryBroker } from "../broker.ts";
import { virtualClock } from "../clock.ts";
import type { MemoryConnection } from "../connection.ts";

const topology = companyTopology(contracts);

brokerConformance("memory", async () => {
  const clock = systemClock();
  const nothing = { exchanges: [], queues: [], bindings: [] };
  const broker = memoryBroker({ clock, topology: nothing, reconnectMs: 5 });
  const connections: MemoryConnection[] = [];
  return {
    clock,
    async connect(name) {
      const connection = broker.connect(name);
      connections.push(connection);
      return connection;
    },
    declare: async (more) => broker.declare(more),
    async count(queue) {
      const { ready, unacked } = broker.queue(queue);
      return ready + unacked;
    },
    stop: async () => broker.stop(),
    start: async () => broker.start(),
    async dropConnections() {
      for (const connection of connections) connection.drop();
    },
    async eventually(condition) {
      const deadline = clock.now() + 5_000;
      while (!(await condition())) {
        if (clock.now() > deadline) throw new Error(`not true within 5 s: ${condition}`);
        await pause(clock, 1, new AbortController().signal);
      }
    },
    cleanup: async () => {},
  };
});

describe("A memory broker", () => {
  const reading = (messageId: string, text = "a reading") => ({
    exchange: "weather.events",
    routingKey: "stations.reading-taken.v1",
    messageId,
    headers: {},
    body: new TextEncoder().encode(text),
  });
  const idsIn = (messages: readonly { readonly messageId: string }[]) =>
    messages.map(({ messageId }) => messageId);

  it("shows the contents of a queue, delivered or not", async () => {
    const broker = memoryBroker({ clock: virtualClock(), topology });
    const client = broker.connect("alerts-1");
    await client.publish([reading("m-1"), reading("m-2"), reading("m-3")]);
    await client.consume("alerts.inbox", { prefetch: 1 }, () => {});
    await undefined;
    const { ready, unacked, messages } = broker.queue("alerts.inbox");
    expect({ ready, unacked }).to.deep.equal({ ready: 2, unacked: 1 });
    expect(idsIn(messages)).to.have.members(["m-1", "m-2", "m-3"]);
    expect(broker.queue("archive.inbox").ready).to.equal(3);
  });

  it("lets an observer listen to events and cancellations without affecting delivery", async () => {
    const broker = memoryBroker({ clock: virtualClock(), topology });
    const client = broker.connect("stations-1");
    const heard: string[] = [];
    const end = broker.listen(({ messageId }) => heard.push(messageId));
    await client.publish([reading("m-1"), { ...reading("m-2"), exchange: "weather.closings" }]);
    await client.publish([{ ...reading("m-3"), exchange: "alerts.retry", routingKey: "1s" }]);
    end();
    await client.publish([reading("m-4")]);
    expect(heard).to.deep.equal(["m-1", "m-2"]);
  });

  it("delays a message for exactly the time of its tier", async () => {
    const clock = virtualClock({ startAt: "2026-01-02T18:00:00.000Z" });
    const broker = memoryBroker({ clock, topology: companyTopology(contracts) });
    const client = broker.connect("alerts-1");
    const seen: string[] = [];
    await client.consume("alerts.inbox", { prefetch: 10 }, () => {
      seen.push(new Date(clock.now()).toISOString());
    });
    await client.publish([{ ...reading("m-1"), exchange: "alerts.retry", routingKey: "2m" }]);
    await clock.advance(600_000);
    expect(seen).to.deep.equal(["2026-01-02T18:02:00.000Z"]);
  });

  it("dead-letters messages that expired while it was down once it is back", async () => {
    const clock = virtualClock();
    const broker = memoryBroker({ clock, topology: companyTopology(contracts) });
    await broker
      .connect("alerts-1")
      .publish([{ ...reading("m-1"), exchange: "alerts.retry", routingKey: "1s" }]);
    broker.stop();
    await clock.advance(60_000);
    expect(broker.queue("alerts.retry.1s").ready).to.equal(1);
    broker.start();
    expect(idsIn(broker.queue("alerts.inbox").messages)).to.deep.equal(["m-1"]);
  });

  it("keeps a dead letter that it cannot route, and retries after three minutes", async () => {
    const clock = virtualClock();
    const retry = { exchange: "retry", routingKey: "1s" };
    const broker = memoryBroker({
      clock,
      topology: {
        exchanges: [{ name: "retry", type: "direct" }],
        queues: topology.queues
          .filter(({ name }) => name === "alerts.retry.1s")
          .map((queue) => ({
            ...queue,
            arguments: { ...queue.arguments, "x-dead-letter-exchange": "later" },
          })),
        bindings: [{ ...retry, queue: "alerts.retry.1s" }],
      },
    });
    await broker.connect("alerts-1").publish([{ ...reading("m-1"), ...retry }]);
    await clock.advance(2_000);
    const { ready, messages } = broker.queue("alerts.retry.1s");
    expect([ready, idsIn(messages)]).to.deep.equal([0, ["m-1"]]);
    broker.declare({
      exchanges: [{ name: "later", type: "fanout" }],
      queues: topology.queues.filter(({ name }) => name === "alerts.inbox"),
      bindings: [{ exchange: "later", queue: "alerts.inbox", routingKey: "" }],
    });
    await clock.advance(180_000);
    expect(idsIn(broker.queue("alerts.inbox").messages)).to.deep.equal(["m-1"]);
  });

  it("lets an operator remove one message from the middle, once", async () => {
    const broker = memoryBroker({ clock: virtualClock(), topology });
    await broker.connect("stations-1").publish(["a", "b", "c"].map((text) => reading(text, text)));
    const [, middle] = broker.queue("alerts.inbox").messages;
    if (!middle) throw new Error("there is none");

    expect(broker.remove("alerts.inbox", middle)).to.equal(true);
    expect(broker.remove("alerts.inbox", middle)).to.equal(false);
    expect(idsIn(broker.queue("alerts.inbox").messages)).to.deep.equal(["a", "c"]);
    expect(broker.queue("alerts.inbox").ready).to.equal(2);
  });

  it("names a missing binding and a wrong exchange type", async () => {
    const broker = memoryBroker({
      clock: virtualClock(),
      topology: {
        exchanges: [{ name: "weather.events", type: "direct" }],
        queues: [{ name: "alerts.inbox", durable: true, arguments: {} }],
        bindings: [],
      },
    });
    const found = await broker.connect("alerts-1").verify({
      exchanges: [{ name: "weather.events", type: "topic" }],
      queues: [{ name: "alerts.inbox", durable: true, arguments: { "x-delivery-limit": 20 } }],
      bindings: [
        { exchange: "weather.events", queue: "alerts.inbox", routingKey: "stations.reading-taken.v1" },
      ],
    });
    expect(found).to.deep.equal([
      "the exchange weather.events is direct instead of topic: delete it and load definitions.json into the broker",
      "alerts.inbox has x-delivery-limit unset instead of 20: delete it and load definitions.json into the broker",
      "alerts.inbox is not bound to weather.events with stations.reading-taken.v1: load definitions.json into the broker",
    ]);
  });

  it("is deterministic", async () => {
    const history = async () => {
      const clock = virtualClock();
      const broker = memoryBroker({ clock, topology: companyTopology(contracts) });
      const [one, two] = [broker.connect("alerts-1"), broker.connect("alerts-2")];
      const seen: string[] = [];
      const note = (who: string) => (delivery: { body: Uint8Array; ack(): void }) => {
        seen.push(`${who} ${new TextDecoder().decode(delivery.body)} ${clock.now()}`);
        clock.at(clock.now() + 7, () => delivery.ack());
      };
      await one.consume("alerts.inbox", { prefetch: 2 }, note("one"));
      await two.consume("alerts.inbox", { prefetch: 3 }, note("two"));
      await one.publish(["a", "b", "c", "d", "e", "f", "g"].map((text) => reading(text, text)));
      clock.at(clock.now() + 3, () => two.drop());
      await clock.advance(1_000);
      return seen;
    };
    expect(await history()).to.deep.equal(await history());
  });
});
