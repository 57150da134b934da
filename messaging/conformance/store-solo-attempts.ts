import { expect } from "chai";
import type { AtStore } from "./store-harness.ts";

/** Records of suspect messages, which are handled alone. */
export function storeSoloAttempts(at: AtStore): void {
  describe("records attempts", () => {
    it("and counts the others that were begun and not ended", async () => {
      expect(await at.store.beginSoloAttempt("poison", "first")).to.equal(0);
      expect(await at.other.beginSoloAttempt("poison", "second")).to.equal(1);
      expect(await at.store.beginSoloAttempt("poison", "third")).to.equal(2);
      expect(await at.store.beginSoloAttempt("another", "fourth")).to.equal(0);
    });

    it("once each, even if they are recorded twice", async () => {
      await at.store.beginSoloAttempt("poison", "first");
      await at.store.beginSoloAttempt("poison", "first");
      expect(await at.store.beginSoloAttempt("poison", "second")).to.equal(1);
    });

    it("until one of them ends, or all of them", async () => {
      await at.store.beginSoloAttempt("poison", "first");
      await at.store.beginSoloAttempt("poison", "second");
      await at.other.endSoloAttempts("poison", "first");
      expect(await at.store.beginSoloAttempt("poison", "third")).to.equal(1);
      await at.other.endSoloAttempts("poison", undefined);
      expect(await at.store.beginSoloAttempt("poison", "fourth")).to.equal(0);
    });

    it("and ignores the end of an unknown attempt", async () => {
      await at.store.endSoloAttempts("never", "recorded");
      await at.store.endSoloAttempts("never", undefined);
    });

    it("of one message concurrently", async () => {
      const attempts = ["a", "b", "c", "d", "e", "f", "g", "h"];
      await Promise.all(
        attempts.map((attempt) => at.store.beginSoloAttempt("poison", attempt).catch(() => {})),
      );
      await Promise.all(attempts.map((attempt) => at.store.beginSoloAttempt("poison", attempt)));
      expect(await at.other.beginSoloAttempt("poison", "a")).to.equal(7);
    });
  });
}
