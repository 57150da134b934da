import { expect } from "chai";
import { NotConfirmed } from "../errors.ts";
import { type AtBroker, collect, textsOf } from "./scene.ts";

/** Routing, publisher confirms, and verification of the topology. */
export function brokerRouting(at: AtBroker): void {
  describe("routes", () => {
    it("by topic: * matches one word, # any number of words", async () => {
      await at.client.publish([at.scene.placed("one"), at.scene.event("stations.a.b.c", "two")]);
      const star = await collect(at.client, at.scene.inbox);
      const hash = await collect(at.client, at.scene.other);
      await at.eventually(() => star.length === 1 && hash.length === 2);
      expect(textsOf(star)).to.deep.equal(["one"]);
      expect(textsOf(hash)).to.deep.equal(["one", "two"]);
    });

    it("by fanout to every queue, whatever the key", async () => {
      await at.client.publish([at.scene.publication(at.scene.everyone, "any.key", "for all")]);
      const first = await collect(at.client, at.scene.inbox);
      const second = await collect(at.client, at.scene.other);
      await at.eventually(() => first.length === 1 && second.length === 1);
      expect([...textsOf(first), ...textsOf(second)]).to.deep.equal(["for all", "for all"]);
    });

    it("a message with its body and headers unchanged", async () => {
      const headers = { "x-attempt": 3, "x-error": "Ünlucky: 10 € short", "x-half": -0.5 };
      await at.client.publish([{ ...at.scene.placed("Grüße, 日本"), headers }]);
      const got = await collect(at.client, at.scene.inbox);
      await at.eventually(() => got.length === 1);
      expect(textsOf(got)).to.deep.equal(["Grüße, 日本"]);
      expect(got[0]?.headers).to.include(headers);
      expect(got[0]).to.include({ redelivered: false, queue: at.scene.inbox });
    });

    it("a message with its id, cut to AMQP's limit at a character boundary", async () => {
      const sent = at.scene.placed("one");
      const long = { ...at.scene.placed("two"), messageId: "€".repeat(100) };
      await at.client.publish([sent, long]);
      const got = await collect(at.client, at.scene.inbox);
      await at.eventually(() => got.length === 2);
      expect(got.map(({ messageId }) => messageId)).to.deep.equal([sent.messageId, "€".repeat(85)]);
    });

    it("a message whose headers exceed a frame: long texts are cut, numbers and short texts are not", async () => {
      const kept = { "x-attempt": 3, "x-reason": "retries-exhausted" };
      const headers = { ...kept, "x-error": "€".repeat(60_000), "x-error-stack": "at".repeat(60_000) };
      await at.client.publish([{ ...at.scene.placed("one"), headers }]);
      const got = await collect(at.client, at.scene.inbox);
      await at.eventually(() => got.length === 1);
      expect(got[0]?.headers).to.include(kept);
      expect(got[0]?.headers["x-error"]).to.match(/^€{10000}/);
    });

    it("bodies of 200 KiB", async () => {
      const large = "x".repeat(200 * 1024);
      await at.client.publish([at.scene.placed(`${large}1`), at.scene.placed(`${large}2`)]);
      const got = await collect(at.client, at.scene.inbox);
      await at.eventually(() => got.length === 2);
      expect(textsOf(got)).to.deep.equal([`${large}1`, `${large}2`]);
    });

    it("an empty list of publications", async () => {
      await at.client.publish([]);
    });
  });

  describe("confirms", () => {
    it("no message with a routing key above 255 bytes, which AMQP cannot encode", async () => {
      const unencodable = at.scene.publication(at.scene.everyone, "é".repeat(128), "too long");
      const failed = await at.client
        .publish([at.scene.placed("one"), unencodable])
        .catch((error: unknown) => error);
      expect(failed).to.have.deep.property("failed", [{ publication: unencodable, why: "refused" }]);
      await at.holds(at.scene.inbox, 1);
    });

    it("neither of two unroutable copies of one message", async () => {
      const nowhere = at.scene.event("alerts.nobody-hears.v1", "nowhere");
      const failed = await at.client.publish([nowhere, { ...nowhere }]).catch((error: unknown) => error);
      expect(failed).to.have.property("failed").with.length(2);
    });

    it("no unroutable message, which the error names; the others are stored", async () => {
      const nowhere = at.scene.event("alerts.nobody-hears.v1", "nowhere");
      const failed = await at.client
        .publish([at.scene.placed("one"), nowhere, at.scene.placed("two")])
        .catch((error: unknown) => error);
      expect(failed).to.be.instanceOf(NotConfirmed);
      expect(failed).to.have.deep.property("failed", [{ publication: nowhere, why: "unroutable" }]);
      await at.holds(at.scene.inbox, 2);
    });

    it("one call independently of another call's failures", async () => {
      const [good, bad] = await Promise.allSettled([
        at.client.publish([at.scene.placed("good")]),
        at.client.publish([at.scene.event("alerts.nobody-hears.v1", "bad")]),
      ]);
      expect([good?.status, bad?.status]).to.deep.equal(["fulfilled", "rejected"]);
    });

    it("no message that a full queue refuses", async () => {
      const fill = () => at.client.publish([at.scene.publication(at.scene.direct, "narrow", "more")]);
      const whys: string[] = [];
      await at.eventually(async () => {
        await fill().catch((error: NotConfirmed) => whys.push(...error.failed.map(({ why }) => why)));
        return whys.length > 0;
      });
      expect(whys).to.deep.equal(["refused"]);
    });
  });

  describe("verifies", () => {
    it("an equal topology", async () => {
      expect(await at.client.verify(at.scene.topology)).to.deep.equal([]);
    });

    it("a topology with missing parts, names the remedy, and creates nothing", async () => {
      const missing = {
        exchanges: [{ name: `${at.scene.id}.nowhere`, type: "topic" }],
        queues: [{ name: `${at.scene.id}.absent`, durable: true, arguments: { "x-queue-type": "quorum" } }],
        bindings: [],
      } as const;
      const [exchange, queue] = await at.client.verify(missing);
      expect(exchange).to.include(`${at.scene.id}.nowhere is missing: load definitions.json into the broker`);
      expect(queue).to.include(`${at.scene.id}.absent is missing: load definitions.json into the broker`);
      expect(await at.client.verify(missing)).to.have.length(2);
    });

    it("a queue that differs, and names the argument", async () => {
      const topology = {
        exchanges: [],
        queues: at.scene.topology.queues
          .filter(({ name }) => name === at.scene.retry)
          .map((queue) => ({ ...queue, arguments: { ...queue.arguments, "x-message-ttl": 86_400_000 } })),
        bindings: [],
      };
      const found = await at.client.verify(topology);
      expect(found).to.have.length(1);
      expect(found[0])
        .to.include(at.scene.retry)
        .and.include("x-message-ttl")
        .and.include("definitions.json");
    });
  });
}
