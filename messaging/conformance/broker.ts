import { expect } from "chai";
import type { Topology } from "#contracts/topology.ts";
import type { Broker } from "../broker.ts";
import type { Clock } from "../clock.ts";
import { NotConfirmed, Unavailable } from "../errors.ts";
import { collect, openScene, retryDelayMs, type Scene, textsOf } from "./scene.ts";

export interface BrokerHarness {
  /** The clock that the broker and its clients go by. */
  readonly clock: Clock;
  /** A new client with its own connection, already up. */
  connect(name: string): Promise<Broker>;
  /** Loads a topology into the broker, beside what is there. */
  declare(topology: Topology): Promise<void>;
  /** How many messages a queue holds: ready, and handed out but not acknowledged. It may lag behind a little. */
  count(queue: string): Promise<number>;
  /** The broker goes down, and forgets nothing durable. */
  stop(): Promise<void>;
  /** The broker is back; clients connect again by themselves. */
  start(): Promise<void>;
  /** The broker closes every client's connection; clients connect again by themselves. */
  dropConnections(): Promise<void>;
  /** Resolves as soon as the condition holds; rejects after a deadline. */
  eventually(condition: () => boolean | Promise<boolean>): Promise<void>;
  cleanup(): Promise<void>;
}

/** What every broker must do, in the failure cases too. */
export function brokerConformance(name: string, start: () => Promise<BrokerHarness>): void {
  describe(`Broker, as ${name}`, function () {
    this.timeout(120_000);
    let harness: BrokerHarness;
    let scene: Scene;
    let client: Broker;
    const eventually: BrokerHarness["eventually"] = (condition) => harness.eventually(condition);
    const holds = (queue: string, messages: number) =>
      eventually(async () => (await harness.count(queue)) === messages);

    before(async () => {
      harness = await start();
    });
    beforeEach(async () => {
      scene = await openScene(harness);
      client = await scene.connect("client");
    });
    afterEach(() => scene.close());
    after(() => harness.cleanup());

    describe("routes", () => {
      it("by topic: * is one word, # is any number of them", async () => {
        await client.publish([scene.event("orders.placed.v1", "one"), scene.event("orders.a.b.c", "two")]);
        const star = await collect(client, scene.inbox);
        const hash = await collect(client, scene.other);
        await eventually(() => star.length === 1 && hash.length === 2);
        expect(textsOf(star)).to.deep.equal(["one"]);
        expect(textsOf(hash)).to.deep.equal(["one", "two"]);
      });

      it("by fanout: to every queue, whatever the key", async () => {
        await client.publish([scene.publication(scene.everyone, "any.key", "for all")]);
        const first = await collect(client, scene.inbox);
        const second = await collect(client, scene.other);
        await eventually(() => first.length === 1 && second.length === 1);
        expect([...textsOf(first), ...textsOf(second)]).to.deep.equal(["for all", "for all"]);
      });

      it("a message with its body and its headers as they were", async () => {
        const headers = { "x-attempt": 3, "x-error": "Ünlucky: 10 € short", "x-half": -0.5 };
        await client.publish([{ ...scene.event("orders.placed.v1", "Grüße, 日本"), headers }]);
        const got = await collect(client, scene.inbox);
        await eventually(() => got.length === 1);
        expect(textsOf(got)).to.deep.equal(["Grüße, 日本"]);
        expect(got[0]?.headers).to.include(headers);
        expect(got[0]).to.include({ redelivered: false, queue: scene.inbox });
      });

      it("bodies of 200 KiB", async () => {
        const large = "x".repeat(200 * 1024);
        await client.publish([
          scene.event("orders.placed.v1", `${large}1`),
          scene.event("orders.placed.v1", `${large}2`),
        ]);
        const got = await collect(client, scene.inbox);
        await eventually(() => got.length === 2);
        expect(textsOf(got)).to.deep.equal([`${large}1`, `${large}2`]);
      });

      it("an empty list of publications, at once", async () => {
        await client.publish([]);
      });
    });

    describe("confirms", () => {
      it("only what is stored: a publication that goes nowhere is named, the others are there", async () => {
        const nowhere = scene.event("payments.nobody-hears.v1", "nowhere");
        const failed = await client
          .publish([scene.event("orders.placed.v1", "one"), nowhere, scene.event("orders.placed.v1", "two")])
          .catch((error: unknown) => error);
        expect(failed).to.be.instanceOf(NotConfirmed);
        expect(failed).to.have.deep.property("failed", [{ publication: nowhere, why: "unroutable" }]);
        await holds(scene.inbox, 2);
      });

      it("one call without the failures of another", async () => {
        const [good, bad] = await Promise.allSettled([
          client.publish([scene.event("orders.placed.v1", "good")]),
          client.publish([scene.event("payments.nobody-hears.v1", "bad")]),
        ]);
        expect([good?.status, bad?.status]).to.deep.equal(["fulfilled", "rejected"]);
      });

      it("not what a full queue refuses", async () => {
        const fill = () => client.publish([scene.publication(scene.direct, "narrow", "more")]);
        const whys: string[] = [];
        await eventually(async () => {
          await fill().catch((error: NotConfirmed) => whys.push(...error.failed.map(({ why }) => why)));
          return whys.length > 0;
        });
        expect(whys).to.deep.equal(["refused"]);
      });
    });

    describe("hands out", () => {
      it("in the order of publishing, also when nobody waited for a confirmation", async () => {
        const texts = Array.from({ length: 100 }, (_, i) => `n-${i}`);
        const got = await collect(client, scene.inbox);
        await Promise.all(texts.map((text) => client.publish([scene.event("orders.placed.v1", text)])));
        await eventually(() => got.length === 100);
        expect(textsOf(got)).to.deep.equal(texts);
      });

      it("never while somebody publishes", async () => {
        const got = await collect(client, scene.inbox);
        const publishing = client.publish([scene.event("orders.placed.v1", "one")]);
        expect(got).to.have.length(0);
        await publishing;
        await eventually(() => got.length === 1);
      });

      it("at most as many as the prefetch allows; an acknowledgement makes room for those that it covers", async () => {
        const texts = Array.from({ length: 500 }, (_, i) => `n-${i}`);
        await client.publish(texts.map((text) => scene.event("orders.placed.v1", text)));
        const got = await collect(client, scene.inbox, { prefetch: 300 });
        await eventually(() => got.length === 300);
        got[99]?.ack();
        await eventually(() => got.length === 400);
        got[299]?.ack();
        await eventually(() => got.length === 500);
        got[499]?.ack();
        await holds(scene.inbox, 0);
        expect(textsOf(got)).to.deep.equal(texts);
      });

      it("to several consumers in turn, each message to one of them", async () => {
        const one = await collect(await scene.connect("one"), scene.inbox, { prefetch: 5 });
        const two = await collect(await scene.connect("two"), scene.inbox, { prefetch: 5 });
        const texts = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
        await client.publish(texts.map((text) => scene.event("orders.placed.v1", text)));
        await eventually(() => one.length + two.length === 10);
        expect([one.length, two.length]).to.deep.equal([5, 5]);
        expect([...textsOf(one), ...textsOf(two)].sort()).to.deep.equal(texts);
      });

      it("nothing more after a consumer was cancelled; what it has, it may still acknowledge", async () => {
        await client.publish(["a", "b", "c"].map((text) => scene.event("orders.placed.v1", text)));
        const got = await collect(client, scene.inbox, { prefetch: 2 });
        await eventually(() => got.length === 2);
        await got.consumer.cancel();
        got[1]?.ack();
        await holds(scene.inbox, 1);
        const next = await collect(await scene.connect("next"), scene.inbox);
        await eventually(() => next.length === 1);
        expect(textsOf(next)).to.deep.equal(["c"]);
        expect(textsOf(got)).to.deep.equal(["a", "b"]);
      });
    });

    describe("hands out again", () => {
      const three = () => ["a", "b", "c"].map((text) => scene.event("orders.placed.v1", text));

      it("what a client had when it closed, to others, in its order and in front", async () => {
        const leaving = await scene.connect("leaving");
        await client.publish(three());
        const got = await collect(leaving, scene.inbox, { prefetch: 2 });
        await eventually(() => got.length === 2);
        await leaving.close();
        const next = await collect(client, scene.inbox);
        await eventually(() => next.length === 3);
        expect(textsOf(next)).to.deep.equal(["a", "b", "c"]);
        expect(next.map(({ redelivered }) => redelivered)).to.deep.equal([true, true, false]);
      });

      it("not what was acknowledged: up to and including", async () => {
        const leaving = await scene.connect("leaving");
        await client.publish(three());
        const got = await collect(leaving, scene.inbox);
        await eventually(() => got.length === 3);
        got[1]?.ack();
        await holds(scene.inbox, 1);
        await leaving.close();
        const next = await collect(client, scene.inbox);
        await eventually(() => next.length === 1);
        expect(textsOf(next)).to.deep.equal(["c"]);
      });

      it("what was not acknowledged when the connection was lost, and consumes again by itself", async () => {
        await client.publish(three());
        const got = await collect(client, scene.inbox);
        await eventually(() => got.length === 3);
        await harness.dropConnections();
        await eventually(() => got.length === 6);
        expect(textsOf(got)).to.deep.equal(["a", "b", "c", "a", "b", "c"]);
        expect(got.slice(3).map(({ redelivered }) => redelivered)).to.deep.equal([true, true, true]);
        got[5]?.ack();
        await holds(scene.inbox, 0);
      });

      it("what is acknowledged on a connection that was lost", async () => {
        await client.publish(three());
        const got = await collect(client, scene.inbox);
        await eventually(() => got.length === 3);
        await harness.dropConnections();
        got[2]?.ack();
        await eventually(() => got.length === 6);
        got[1]?.ack();
        await holds(scene.inbox, 3);
        expect(client.isUp()).to.equal(true);
      });

      it("nothing to a consumer that was cancelled while the connection was lost", async () => {
        await client.publish(three());
        const got = await collect(client, scene.inbox);
        await eventually(() => got.length === 3);
        await got.consumer.cancel();
        await harness.dropConnections();
        await eventually(() => client.isUp());
        const next = await collect(await scene.connect("next"), scene.inbox);
        await eventually(() => next.length === 3);
        expect(got).to.have.length(3);
      });
    });

    describe("dead-letters", () => {
      it("from a retry queue back to the inbox after its delay, as it was", async () => {
        const headers = { "x-attempt": 2, "x-first-seen": "2026-01-02T18:00:00.000Z" };
        const got = await collect(client, scene.inbox);
        const began = harness.clock.now();
        await client.publish([{ ...scene.publication(scene.direct, "retry", "again"), headers }]);
        await holds(scene.inbox, 0);
        await eventually(() => got.length === 1);
        expect(harness.clock.now() - began).to.be.at.least(retryDelayMs - 1);
        expect(textsOf(got)).to.deep.equal(["again"]);
        expect(got[0]?.headers).to.include(headers);
        await holds(scene.retry, 0);
      });

      it("in the order of publishing", async () => {
        const got = await collect(client, scene.inbox);
        const texts = ["a", "b", "c"];
        await client.publish(texts.map((text) => scene.publication(scene.direct, "retry", text)));
        await eventually(() => got.length === 3);
        expect(textsOf(got)).to.deep.equal(texts);
      });

      it("what was handed out in vain more often than the delivery limit allows", async () => {
        await client.publish([scene.publication(scene.direct, "fragile", "poison")]);
        for (const attempt of ["first", "second"]) {
          const victim = await scene.connect(attempt);
          const got = await collect(victim, scene.fragile);
          await eventually(() => got.length === 1);
          await victim.close();
        }
        const parked = await collect(client, scene.parked);
        await eventually(() => parked.length === 1);
        expect(textsOf(parked)).to.deep.equal(["poison"]);
        await holds(scene.fragile, 0);
      });
    });

    describe("is away", () => {
      afterEach(() => harness.start());

      it("and says so; then all that was stored is there, and consumers go on by themselves", async () => {
        const got = await collect(client, scene.inbox);
        await client.publish([
          scene.event("orders.placed.v1", "before"),
          scene.publication(scene.direct, "parked", "kept"),
        ]);
        await eventually(() => got.length === 1);
        await harness.stop();
        await eventually(() => !client.isUp());

        const lost = [scene.event("orders.placed.v1", "lost"), scene.event("orders.placed.v1", "lost too")];
        const failed = await client.publish(lost).catch((error: unknown) => error);
        expect(failed).to.be.instanceOf(NotConfirmed);
        expect(failed).to.have.deep.property("failed", [
          { publication: lost[0], why: "unknown" },
          { publication: lost[1], why: "unknown" },
        ]);
        const refused = await client
          .consume(scene.other, { prefetch: 1 }, () => {})
          .catch((error: unknown) => error);
        expect(refused).to.be.instanceOf(Unavailable);

        await harness.start();
        await eventually(() => client.isUp());
        await client.publish([scene.event("orders.placed.v1", "after")]);
        await eventually(() => textsOf(got).includes("after"));
        expect(textsOf(got)).to.deep.equal(["before", "before", "after"]);
        await holds(scene.parked, 1);
      });

      it("in the middle of publishing: whatever it confirmed is there", async () => {
        const publications = Array.from({ length: 200 }, (_, i) => scene.event("orders.placed.v1", `n-${i}`));
        const publishing = client.publish(publications).then(
          () => [],
          (error: NotConfirmed) => error.failed.map(({ publication }) => publication),
        );
        await harness.stop();
        const unconfirmed = await publishing;
        await harness.start();
        await eventually(() => client.isUp());
        await client.publish(unconfirmed);
        const got = await collect(client, scene.inbox);
        await eventually(() => new Set(textsOf(got)).size === 200);
      });
    });

    describe("verifies", () => {
      it("a topology that is there", async () => {
        expect(await client.verify(scene.topology)).to.deep.equal([]);
      });

      it("what is missing, with the remedy, and creates nothing", async () => {
        const missing = {
          exchanges: [{ name: `${scene.id}.nowhere`, type: "topic" }],
          queues: [{ name: `${scene.id}.absent`, durable: true, arguments: { "x-queue-type": "quorum" } }],
          bindings: [],
        } as const;
        const [exchange, queue] = await client.verify(missing);
        expect(exchange).to.include(`${scene.id}.nowhere is missing: load definitions.json into the broker`);
        expect(queue).to.include(`${scene.id}.absent is missing: load definitions.json into the broker`);
        expect(await client.verify(missing)).to.have.length(2);
      });

      it("a queue that is different, naming it and the argument", async () => {
        const topology = {
          exchanges: [],
          queues: scene.topology.queues
            .filter(({ name }) => name === scene.retry)
            .map((queue) => ({ ...queue, arguments: { ...queue.arguments, "x-message-ttl": 86_400_000 } })),
          bindings: [],
        };
        const found = await client.verify(topology);
        expect(found).to.have.length(1);
        expect(found[0]).to.include(scene.retry).and.include("x-message-ttl").and.include("definitions.json");
      });
    });
  });
}
