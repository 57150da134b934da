import { expect } from "chai";
import type { AtStore } from "./store-harness.ts";

/** Records of suspect messages, which are handled alone. */
export function storeTrials(at: AtStore): void {
  describe("records trials", () => {
    it("and counts the others that were begun and not ended", async () => {
      expect(await at.store.beginTrial("poison", "first")).to.equal(0);
      expect(await at.other.beginTrial("poison", "second")).to.equal(1);
      expect(await at.store.beginTrial("poison", "third")).to.equal(2);
      expect(await at.store.beginTrial("another", "fourth")).to.equal(0);
    });

    it("once each, even if they are recorded twice", async () => {
      await at.store.beginTrial("poison", "first");
      await at.store.beginTrial("poison", "first");
      expect(await at.store.beginTrial("poison", "second")).to.equal(1);
    });

    it("until one of them ends, or all of them", async () => {
      await at.store.beginTrial("poison", "first");
      await at.store.beginTrial("poison", "second");
      await at.other.endTrial("poison", "first");
      expect(await at.store.beginTrial("poison", "third")).to.equal(1);
      await at.other.endTrial("poison", undefined);
      expect(await at.store.beginTrial("poison", "fourth")).to.equal(0);
    });

    it("and ignores the end of an unknown trial", async () => {
      await at.store.endTrial("never", "recorded");
      await at.store.endTrial("never", undefined);
    });

    it("of one message concurrently", async () => {
      const trials = ["a", "b", "c", "d", "e", "f", "g", "h"];
      await Promise.all(trials.map((trial) => at.store.beginTrial("poison", trial).catch(() => {})));
      await Promise.all(trials.map((trial) => at.store.beginTrial("poison", trial)));
      expect(await at.other.beginTrial("poison", "a")).to.equal(7);
    });
  });
}
