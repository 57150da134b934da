import { expect } from "chai";
import { NotConfirmed, Unavailable } from "../errors.ts";
import { type AtBroker, collect, retryDelayMs, textsOf } from "./scene.ts";

/** Dead letters, and a broker that is down. */
export function brokerFailures(at: AtBroker): void {
  describe("dead-letters", () => {
    it("from a retry queue to the inbox after its delay, unchanged", async () => {
      const headers = { "x-attempt": 2, "x-first-seen": "2026-01-02T18:00:00.000Z" };
      const got = await collect(at.client, at.scene.inbox);
      const began = at.harness.clock.now();
      await at.client.publish([{ ...at.scene.publication(at.scene.direct, "retry", "again"), headers }]);
      await at.eventually(() => got.length === 1);
      expect(at.harness.clock.now() - began).to.be.at.least(retryDelayMs - 1);
      expect(textsOf(got)).to.deep.equal(["again"]);
      expect(got[0]?.headers).to.include(headers);
      await at.holds(at.scene.retry, 0);
    });

    it("in the order of publishing", async () => {
      const got = await collect(at.client, at.scene.inbox);
      const texts = ["a", "b", "c"];
      await at.client.publish(texts.map((text) => at.scene.publication(at.scene.direct, "retry", text)));
      await at.eventually(() => got.length === 3);
      expect(textsOf(got)).to.deep.equal(texts);
    });

    it("a message that returned more often than the delivery limit allows", async () => {
      await at.client.publish([at.scene.publication(at.scene.direct, "fragile", "poison")]);
      for (const attempt of ["first", "second"]) {
        const victim = await at.scene.connect(attempt);
        const got = await collect(victim, at.scene.fragile);
        await at.eventually(() => got.length === 1);
        await victim.close();
      }
      const parked = await collect(at.client, at.scene.parked);
      await at.eventually(() => parked.length === 1);
      expect(textsOf(parked)).to.deep.equal(["poison"]);
      await at.holds(at.scene.fragile, 0);
    });
  });

  describe("is away", () => {
    afterEach(() => at.harness.start());

    it("and reports it; then the stored messages are there, and consumers continue by themselves", async () => {
      const got = await collect(at.client, at.scene.inbox);
      await at.client.publish([
        at.scene.placed("before"),
        at.scene.publication(at.scene.direct, "parked", "kept"),
      ]);
      await at.eventually(() => got.length === 1);
      await at.harness.stop();
      await at.eventually(() => !at.client.isUp());

      const lost = [at.scene.placed("lost"), at.scene.placed("lost too")];
      const failed = await at.client.publish(lost).catch((error: unknown) => error);
      expect(failed).to.be.instanceOf(NotConfirmed);
      expect(failed).to.have.deep.property("failed", [
        { publication: lost[0], why: "unknown" },
        { publication: lost[1], why: "unknown" },
      ]);
      const refused = await at.client
        .consume(at.scene.other, { prefetch: 1 }, () => {})
        .catch((error: unknown) => error);
      expect(refused).to.be.instanceOf(Unavailable);

      await at.harness.start();
      await at.eventually(() => at.client.isUp());
      await at.client.publish([at.scene.placed("after")]);
      await at.eventually(() => textsOf(got).includes("after"));
      expect(textsOf(got)).to.deep.equal(["before", "before", "after"]);
      await at.holds(at.scene.parked, 1);
    });

    it("in the middle of publishing: every confirmed message is there", async () => {
      const publications = Array.from({ length: 200 }, (_, i) => at.scene.placed(`n-${i}`));
      const publishing = at.client.publish(publications).then(
        () => [],
        (error: NotConfirmed) => error.failed.map(({ publication }) => publication),
      );
      await at.harness.stop();
      const unconfirmed = await publishing;
      await at.harness.start();
      await at.eventually(() => at.client.isUp());
      await at.client.publish(unconfirmed);
      const got = await collect(at.client, at.scene.inbox);
      await at.eventually(() => new Set(textsOf(got)).size === 200);
    });
  });
}
