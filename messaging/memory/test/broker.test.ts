import { expect } from "chai";
import { contracts } from "#contracts/contracts.ts";
import { pause } from "../../clock.ts";
import { brokerConformance } from "../../conformance/broker.ts";
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
  const order = (messageId: string, text = "an order") => ({
    exchange: "food.events",
    routingKey: "orders.order-placed.v1",
    messageId,
    headers: {},
    body: new TextEncoder().encode(text),
  });
  const idsIn = (messages: readonly { readonly messageId: string }[]) =>
    messages.map(({ messageId }) => messageId);

  it("shows the contents of a queue, delivered or not", async () => {
    const broker = memoryBroker({ clock: virtualClock(), topology });
    const client = broker.connect("payments-1");
    await client.publish([order("m-1"), order("m-2"), order("m-3")]);
    await client.consume("payments.inbox", { prefetch: 1 }, () => {});
    await undefined;
    const { ready, unacked, messages } = broker.queue("payments.inbox");
    expect({ ready, unacked }).to.deep.equal({ ready: 2, unacked: 1 });
    expect(idsIn(messages)).to.have.members(["m-1", "m-2", "m-3"]);
    expect(broker.queue("restaurants.inbox").ready).to.equal(3);
  });

  it("lets an observer listen to events and cancellations without affecting delivery", async () => {
    const broker = memoryBroker({ clock: virtualClock(), topology });
    const client = broker.connect("orders-1");
    const heard: string[] = [];
    const end = broker.listen(({ messageId }) => heard.push(messageId));
    await client.publish([order("m-1"), { ...order("m-2"), exchange: "food.cancellations" }]);
    await client.publish([{ ...order("m-3"), exchange: "payments.retry", routingKey: "1s" }]);
    end();
    await client.publish([order("m-4")]);
    expect(heard).to.deep.equal(["m-1", "m-2"]);
  });

  it("delays a message for exactly the time of its tier", async () => {
    const clock = virtualClock({ startAt: "2026-01-02T18:00:00.000Z" });
    const broker = memoryBroker({ clock, topology: companyTopology(contracts) });
    const client = broker.connect("payments-1");
    const seen: string[] = [];
    await client.consume("payments.inbox", { prefetch: 10 }, () => {
      seen.push(new Date(clock.now()).toISOString());
    });
    await client.publish([{ ...order("m-1"), exchange: "payments.retry", routingKey: "2m" }]);
    await clock.advance(600_000);
    expect(seen).to.deep.equal(["2026-01-02T18:02:00.000Z"]);
  });

  it("dead-letters messages that expired while it was down once it is back", async () => {
    const clock = virtualClock();
    const broker = memoryBroker({ clock, topology: companyTopology(contracts) });
    await broker
      .connect("payments-1")
      .publish([{ ...order("m-1"), exchange: "payments.retry", routingKey: "1s" }]);
    broker.stop();
    await clock.advance(60_000);
    expect(broker.queue("payments.retry.1s").ready).to.equal(1);
    broker.start();
    expect(idsIn(broker.queue("payments.inbox").messages)).to.deep.equal(["m-1"]);
  });

  it("keeps a dead letter that it cannot route, and retries after three minutes", async () => {
    const clock = virtualClock();
    const retry = { exchange: "retry", routingKey: "1s" };
    const broker = memoryBroker({
      clock,
      topology: {
        exchanges: [{ name: "retry", type: "direct" }],
        queues: topology.queues
          .filter(({ name }) => name === "payments.retry.1s")
          .map((queue) => ({
            ...queue,
            arguments: { ...queue.arguments, "x-dead-letter-exchange": "later" },
          })),
        bindings: [{ ...retry, queue: "payments.retry.1s" }],
      },
    });
    await broker.connect("payments-1").publish([{ ...order("m-1"), ...retry }]);
    await clock.advance(2_000);
    const { ready, messages } = broker.queue("payments.retry.1s");
    expect([ready, idsIn(messages)]).to.deep.equal([0, ["m-1"]]);
    broker.declare({
      exchanges: [{ name: "later", type: "fanout" }],
      queues: topology.queues.filter(({ name }) => name === "payments.inbox"),
      bindings: [{ exchange: "later", queue: "payments.inbox", routingKey: "" }],
    });
    await clock.advance(180_000);
    expect(idsIn(broker.queue("payments.inbox").messages)).to.deep.equal(["m-1"]);
  });

  it("lets an operator remove one message from the middle, once", async () => {
    const broker = memoryBroker({ clock: virtualClock(), topology });
    await broker.connect("orders-1").publish(["a", "b", "c"].map((text) => order(text, text)));
    const [, middle] = broker.queue("payments.inbox").messages;
    if (!middle) throw new Error("there is none");

    expect(broker.remove("payments.inbox", middle)).to.equal(true);
    expect(broker.remove("payments.inbox", middle)).to.equal(false);
    expect(idsIn(broker.queue("payments.inbox").messages)).to.deep.equal(["a", "c"]);
    expect(broker.queue("payments.inbox").ready).to.equal(2);
  });

  it("names a missing binding and a wrong exchange type", async () => {
    const broker = memoryBroker({
      clock: virtualClock(),
      topology: {
        exchanges: [{ name: "food.events", type: "direct" }],
        queues: [{ name: "payments.inbox", durable: true, arguments: {} }],
        bindings: [],
      },
    });
    const found = await broker.connect("payments-1").verify({
      exchanges: [{ name: "food.events", type: "topic" }],
      queues: [{ name: "payments.inbox", durable: true, arguments: { "x-delivery-limit": 20 } }],
      bindings: [{ exchange: "food.events", queue: "payments.inbox", routingKey: "orders.order-placed.v1" }],
    });
    expect(found).to.deep.equal([
      "the exchange food.events is direct instead of topic: delete it and load definitions.json into the broker",
      "payments.inbox has x-delivery-limit unset instead of 20: delete it and load definitions.json into the broker",
      "payments.inbox is not bound to food.events with orders.order-placed.v1: load definitions.json into the broker",
    ]);
  });

  it("is deterministic", async () => {
    const history = async () => {
      const clock = virtualClock();
      const broker = memoryBroker({ clock, topology: companyTopology(contracts) });
      const [one, two] = [broker.connect("payments-1"), broker.connect("payments-2")];
      const seen: string[] = [];
      const note = (who: string) => (delivery: { body: Uint8Array; ack(): void }) => {
        seen.push(`${who} ${new TextDecoder().decode(delivery.body)} ${clock.now()}`);
        clock.at(clock.now() + 7, () => delivery.ack());
      };
      await one.consume("payments.inbox", { prefetch: 2 }, note("one"));
      await two.consume("payments.inbox", { prefetch: 3 }, note("two"));
      await one.publish(["a", "b", "c", "d", "e", "f", "g"].map((text) => order(text, text)));
      clock.at(clock.now() + 3, () => two.drop());
      await clock.advance(1_000);
      return seen;
    };
    expect(await history()).to.deep.equal(await history());
  });
});
