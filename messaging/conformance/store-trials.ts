import { expect } from "chai";
import type { AtStore } from "./store-harness.ts";

/** What is remembered of messages that are handled alone. */
export function storeTrials(at: AtStore): void {
  describe("remembers trials", () => {
    it("and says how many others were begun and not taken back", async () => {
      expect(await at.store.beginTrial("poison", "first")).to.equal(0);
      expect(await at.other.beginTrial("poison", "second")).to.equal(1);
      expect(await at.store.beginTrial("poison", "third")).to.equal(2);
      expect(await at.store.beginTrial("another", "fourth")).to.equal(0);
    });

    it("once each, however often they are noted", async () => {
      await at.store.beginTrial("poison", "first");
      await at.store.beginTrial("poison", "first");
      expect(await at.store.beginTrial("poison", "second")).to.equal(1);
    });

    it("until one is taken back, or all of them", async () => {
      await at.store.beginTrial("poison", "first");
      await at.store.beginTrial("poison", "second");
      await at.other.endTrial("poison", "first");
      expect(await at.store.beginTrial("poison", "third")).to.equal(1);
      await at.other.endTrial("poison", undefined);
      expect(await at.store.beginTrial("poison", "fourth")).to.equal(0);
    });

    it("and takes it for no error when there is none to take back", async () => {
      await at.store.endTrial("never", "noted");
      await at.store.endTrial("never", undefined);
    });

    it("of one message at the same time, each", async () => {
      const trials = ["a", "b", "c", "d", "e", "f", "g", "h"];
      await Promise.all(trials.map((trial) => at.store.beginTrial("poison", trial).catch(() => {})));
      await Promise.all(trials.map((trial) => at.store.beginTrial("poison", trial)));
      expect(await at.other.beginTrial("poison", "a")).to.equal(7);
    });
  });
}
