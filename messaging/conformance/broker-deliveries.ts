// One example per rule of a delivery; hence the length.

import { expect } from "chai";
import type { Delivery } from "../broker.ts";
import { type AtBroker, collect, textsOf } from "./scene.ts";

/** Deliveries and redeliveries: their order and their consumers. */
export function brokerDeliveries(at: AtBroker): void {
  describe("delivers", () => {
    it("in the order of publishing, even if no publisher waits for a confirm", async () => {
      const texts = Array.from({ length: 100 }, (_, i) => `n-${i}`);
      const got = await collect(at.client, at.scene.inbox);
      await Promise.all(texts.map((text) => at.client.publish([at.scene.placed(text)])));
      await at.eventually(() => got.length === 100);
      expect(textsOf(got)).to.deep.equal(texts);
    });

    it("never inside a call to publish", async () => {
      const got = await collect(at.client, at.scene.inbox);
      const publishing = at.client.publish([at.scene.placed("one")]);
      expect(got).to.have.length(0);
      await publishing;
      await at.eventually(() => got.length === 1);
    });

    it("up to the prefetch; an acknowledgement frees a place for each message that it covers", async () => {
      const texts = Array.from({ length: 500 }, (_, i) => `n-${i}`);
      await at.client.publish(texts.map((text) => at.scene.placed(text)));
      const got = await collect(at.client, at.scene.inbox, { prefetch: 300 });
      await at.eventually(() => got.length === 300);
      got[99]?.ack();
      await at.eventually(() => got.length === 400);
      got[299]?.ack();
      await at.eventually(() => got.length === 500);
      got[499]?.ack();
      await at.holds(at.scene.inbox, 0);
      expect(textsOf(got)).to.deep.equal(texts);
    });

    it("to several consumers in turn, each message to one of them", async () => {
      const one = await collect(await at.scene.connect("one"), at.scene.inbox, { prefetch: 10 });
      const two = await collect(await at.scene.connect("two"), at.scene.inbox, { prefetch: 10 });
      const texts = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
      await at.client.publish(texts.map((text) => at.scene.placed(text)));
      await at.eventually(() => one.length + two.length === 10);
      const shares = [textsOf(one), textsOf(two)].sort();
      expect(shares).to.deep.equal([
        ["a", "c", "e", "g", "i"],
        ["b", "d", "f", "h", "j"],
      ]);
    });

    it("nothing more to a cancelled consumer, which can still acknowledge its deliveries", async () => {
      await at.client.publish(["a", "b", "c"].map((text) => at.scene.placed(text)));
      const got = await collect(at.client, at.scene.inbox, { prefetch: 2 });
      await at.eventually(() => got.length === 2);
      await got.consumer.cancel();
      got[1]?.ack();
      await at.holds(at.scene.inbox, 1);
      const next = await collect(await at.scene.connect("next"), at.scene.inbox);
      await at.eventually(() => next.length === 1);
      expect(textsOf(next)).to.deep.equal(["c"]);
      expect(textsOf(got)).to.deep.equal(["a", "b"]);
    });
  });

  describe("redelivers", () => {
    const three = () => ["a", "b", "c"].map((text) => at.scene.placed(text));

    it("a closed client's messages to others, first and in their old order", async () => {
      const leaving = await at.scene.connect("leaving");
      await at.client.publish(three());
      const got = await collect(leaving, at.scene.inbox, { prefetch: 2 });
      await at.eventually(() => got.length === 2);
      await leaving.close();
      const next = await collect(at.client, at.scene.inbox);
      await at.eventually(() => next.length === 3);
      expect(textsOf(next)).to.deep.equal(["a", "b", "c"]);
      expect(next.map(({ redelivered }) => redelivered)).to.deep.equal([true, true, false]);
    });

    it("no message up to and including the acknowledged one", async () => {
      const leaving = await at.scene.connect("leaving");
      await at.client.publish(three());
      const got = await collect(leaving, at.scene.inbox);
      await at.eventually(() => got.length === 3);
      got[1]?.ack();
      await at.holds(at.scene.inbox, 1);
      await leaving.close();
      const next = await collect(at.client, at.scene.inbox);
      await at.eventually(() => next.length === 1);
      expect(textsOf(next)).to.deep.equal(["c"]);
    });

    it("unacknowledged messages to a client that lost its connection and reconnected by itself", async () => {
      await at.client.publish(three());
      const got = await collect(at.client, at.scene.inbox);
      await at.eventually(() => got.length === 3);
      await at.harness.dropConnections();
      await at.eventually(() => got.length === 6);
      expect(textsOf(got)).to.deep.equal(["a", "b", "c", "a", "b", "c"]);
      expect(got.slice(3).map(({ redelivered }) => redelivered)).to.deep.equal([true, true, true]);
      expect(got.map(({ returns }) => returns)).to.deep.equal([0, 0, 0, 1, 1, 1]);
      expect(got.map((delivery) => delivery.isHeld())).to.deep.equal([false, false, false, true, true, true]);
      got[5]?.ack();
      await at.holds(at.scene.inbox, 0);
    });

    it("no message whose acknowledgement has arrived, although the connection is lost then", async () => {
      await at.client.publish(three());
      const got = await collect(at.client, at.scene.inbox);
      await at.eventually(() => got.length === 3);
      const areAcknowledged = () => Promise.all(got.slice(0, 3).map((one) => one.isAcknowledged()));
      expect(await areAcknowledged()).to.deep.equal([false, false, false]);
      got[1]?.ack();
      expect(await areAcknowledged()).to.deep.equal([true, true, false]);
      await at.harness.dropConnections();
      await at.eventually(() => got.length === 4);
      expect(textsOf(got)).to.deep.equal(["a", "b", "c", "c"]);
      expect(await areAcknowledged()).to.deep.equal([false, false, false]);
    });

    it("a message that was acknowledged on a lost connection", async () => {
      await at.client.publish(three());
      const got = await collect(at.client, at.scene.inbox);
      await at.eventually(() => got.length === 3);
      await at.harness.dropConnections();
      got[2]?.ack();
      await at.eventually(() => got.length === 6);
      got[1]?.ack();
      await at.holds(at.scene.inbox, 3);
      expect(at.client.isUp()).to.equal(true);
    });

    it("a message whose consumer throws, up to its delivery limit, but no other, on the same connection", async () => {
      const texts = ["a", "poison", "b", "c"];
      await at.client.publish(texts.map((text) => at.scene.publication(at.scene.direct, "fragile", text)));
      const got: Delivery[] = [];
      await at.client.consume(at.scene.fragile, { prefetch: 1 }, (delivery) => {
        got.push(delivery);
        if (textsOf([delivery])[0] === "poison") throw new Error("the consumer fails");
        delivery.ack();
      });
      const parked = await collect(at.client, at.scene.parked);
      await at.eventually(() => parked.length === 1 && textsOf(got).includes("c"));
      expect(textsOf(parked)).to.deep.equal(["poison"]);
      expect(textsOf(got)).to.deep.equal(["a", "poison", "poison", "b", "c"]);
      expect(at.client.isUp()).to.equal(true);
      await at.holds(at.scene.fragile, 0);
    });

    it("given-back messages to others, first and in their old order, counting one return at most", async () => {
      await at.client.publish(three());
      const got = await collect(at.client, at.scene.inbox);
      await at.eventually(() => got.length === 3);
      got[0]?.ack();
      await at.holds(at.scene.inbox, 2);
      await got.consumer.giveBack();
      expect(got.map((delivery) => delivery.isHeld())).to.deep.equal([false, false, false]);
      await at.client.publish([at.scene.placed("d")]);
      const next = await collect(await at.scene.connect("next"), at.scene.inbox);
      await at.eventually(() => next.length === 3);
      got[2]?.ack();
      expect(textsOf(next)).to.deep.equal(["b", "c", "d"]);
      expect(next.map(({ redelivered }) => redelivered)).to.deep.equal([true, true, false]);
      expect(next.every(({ returns }) => returns <= 1)).to.equal(true);
      await at.holds(at.scene.inbox, 3);
      expect(got).to.have.length(3);
    });

    it("given-back messages to the same client once it consumes again; only that consumer reconnects", async () => {
      await at.client.publish(three());
      const got = await collect(at.client, at.scene.inbox);
      await at.eventually(() => got.length === 3);
      await got.consumer.giveBack();
      const again = await collect(at.client, at.scene.inbox);
      await at.eventually(() => again.length === 3);
      await at.harness.dropConnections();
      await at.eventually(() => again.length === 6);
      expect(textsOf(again)).to.deep.equal(["a", "b", "c", "a", "b", "c"]);
      expect(got).to.have.length(3);
      again[5]?.ack();
      await at.holds(at.scene.inbox, 0);
    });

    it("nothing if there is nothing to give back", async () => {
      const got = await collect(at.client, at.scene.inbox);
      await got.consumer.giveBack();
      await got.consumer.giveBack();
      await at.client.publish(three());
      await at.holds(at.scene.inbox, 3);
      expect(got).to.have.length(0);
      expect(at.client.isUp()).to.equal(true);
    });

    it("nothing to a consumer that was cancelled before the connection was lost", async () => {
      await at.client.publish(three());
      const got = await collect(at.client, at.scene.inbox);
      await at.eventually(() => got.length === 3);
      await got.consumer.cancel();
      await at.harness.dropConnections();
      await at.eventually(() => at.client.isUp());
      const next = await collect(await at.scene.connect("next"), at.scene.inbox);
      await at.eventually(() => next.length === 3);
      expect(got).to.have.length(3);
    });
  });
}
