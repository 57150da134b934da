// One example per rule of a lease; hence the length.

import { expect } from "chai";
import { callEntry, change, claimAt, eventsEntry, idsOf, timer } from "./store-entries.ts";
import type { AtStore } from "./store-harness.ts";

/** Outbox entries and timers: one claimer at a time owns an entry. */
export function storeLeases(at: AtStore): void {
  describe("leases the outbox", () => {
    it("and claims no events before the lease of their commit expires", async () => {
      await at.store.commit(change({ outbox: [eventsEntry("e-1", { leasedUntil: 5_000 })] }));
      expect(await at.other.claimEvents(claimAt(4_999))).to.deep.equal([]);
      expect(idsOf(await at.other.claimEvents(claimAt(5_000)))).to.deep.equal(["e-1"]);
    });

    it("and claims events as they were committed, with the lease of the claim", async () => {
      const entry = eventsEntry("e-1", { attempts: 2 });
      await at.store.commit(change({ outbox: [entry] }));
      const claimed = await at.other.claimEvents({ now: 10_000, limit: 10, leaseMs: 500 });
      expect(claimed).to.deep.equal([{ ...entry, leasedUntil: 10_500 }]);
    });

    it("and claims a call as it was committed, with the lease of the claim", async () => {
      const entry = callEntry("c-1", {
        request: { amount: { amount: 1250, currency: "EUR" }, lines: [1] },
      });
      await at.store.commit(change({ outbox: [entry] }));
      const claimed = await at.other.claimCalls({ now: 10_000, limit: 10, leaseMs: 500 });
      expect(claimed).to.deep.equal([{ ...entry, leasedUntil: 10_500 }]);
    });

    it("and claims events in order of commit, up to the limit", async () => {
      await at.store.commit(change({ outbox: [eventsEntry("z"), eventsEntry("a")] }));
      await at.other.commit(change({ outbox: [eventsEntry("m"), eventsEntry("b")] }));
      expect(idsOf(await at.store.claimEvents(claimAt(10_000, 3)))).to.deep.equal(["z", "a", "m"]);
      expect(idsOf(await at.store.claimEvents(claimAt(10_000, 3)))).to.deep.equal(["b"]);
    });

    it("and claims events and calls separately", async () => {
      await at.store.commit(change({ outbox: [eventsEntry("e-1"), callEntry("c-1"), eventsEntry("e-2")] }));
      expect(idsOf(await at.store.claimCalls(claimAt(10_000)))).to.deep.equal(["c-1"]);
      expect(idsOf(await at.store.claimEvents(claimAt(10_000)))).to.deep.equal(["e-1", "e-2"]);
    });

    it("and never gives an entry to two concurrent claims", async () => {
      const ids = Array.from({ length: 60 }, (_, i) => `e-${i}`);
      await at.store.commit(change({ outbox: ids.map((id) => eventsEntry(id)) }));
      const claims = await Promise.all([
        at.store.claimEvents(claimAt(10_000, 25)),
        at.other.claimEvents(claimAt(10_000, 25)),
        at.store.claimEvents(claimAt(10_000, 25)),
        at.other.claimEvents(claimAt(10_000, 25)),
      ]);
      const left = await at.store.claimEvents(claimAt(10_000, 100));
      const claimedIds = [...claims.flat(), ...left].map(({ id }) => id);
      expect(claimedIds).to.have.length(60);
      expect(new Set(claimedIds).size).to.equal(60);
    });

    it("and claims an entry again once the lease of a claim has expired", async () => {
      await at.store.commit(change({ outbox: [eventsEntry("e-1")] }));
      await at.store.claimEvents({ now: 10_000, limit: 10, leaseMs: 500 });
      expect(await at.other.claimEvents(claimAt(10_499))).to.deep.equal([]);
      expect(idsOf(await at.other.claimEvents(claimAt(10_500)))).to.deep.equal(["e-1"]);
    });

    it("and keeps the order of commit among expired leases", async () => {
      await at.store.commit(change({ outbox: [eventsEntry("e-1"), eventsEntry("e-2"), eventsEntry("e-3")] }));
      await at.store.claimEvents({ now: 10_000, limit: 1, leaseMs: 5_000 });
      await at.store.claimEvents({ now: 10_000, limit: 1, leaseMs: 500 });
      expect(idsOf(await at.other.claimEvents(claimAt(20_000)))).to.deep.equal(["e-1", "e-2", "e-3"]);
    });

    it("and removes settled entries; settling twice is no error", async () => {
      await at.store.commit(change({ outbox: [eventsEntry("e-1"), callEntry("c-1"), eventsEntry("e-2")] }));
      await at.store.settle(["e-1", "c-1"]);
      await at.other.settle(["e-1", "c-1", "never there"]);
      await at.store.settle([]);
      expect(idsOf(await at.store.claimEvents(claimAt(10_000)))).to.deep.equal(["e-2"]);
      expect(await at.store.claimCalls(claimAt(10_000))).to.deep.equal([]);
    });

    it("and keeps only the unpublished events of an entry", async () => {
      await at.store.commit(change({ outbox: [eventsEntry("e-1"), eventsEntry("e-2")] }));
      await at.store.leaveOnly("e-1", ["e-1/3", "e-1/1"]);
      const [first, second] = await at.other.claimEvents({ now: 10_000, limit: 10, leaseMs: 500 });
      const messages = eventsEntry("e-1").messages.filter(({ id }) => id !== "e-1/2");
      expect(first).to.deep.equal(eventsEntry("e-1", { messages, leasedUntil: 10_500 }));
      expect(second).to.deep.equal(eventsEntry("e-2", { leasedUntil: 10_500 }));
    });

    it("and ignores `leaveOnly` for a missing entry", async () => {
      await at.store.leaveOnly("never there", ["a"]);
      expect(await at.store.claimEvents(claimAt(20_000))).to.deep.equal([]);
    });

    it("and settles entries in a commit", async () => {
      await at.store.commit(
        change({ outbox: [eventsEntry("e-1"), callEntry("c-1")], timers: [timer("t-1")] }),
      );
      await at.store.commit(change({ settled: ["e-1", "c-1", "t-1", "never there"] }));
      expect(await at.store.claimEvents(claimAt(10_000))).to.deep.equal([]);
      expect(await at.store.claimCalls(claimAt(10_000))).to.deep.equal([]);
      expect(await at.store.nextTimerAt()).to.equal(undefined);
    });

    it("and claims a postponed call later than its lease", async () => {
      await at.store.commit(change({ outbox: [callEntry("c-1")] }));
      await at.store.claimCalls({ now: 10_000, limit: 10, leaseMs: 500 });
      await at.store.postpone("c-1", { attempts: 4, until: 50_000 });
      expect(await at.other.claimCalls(claimAt(49_999))).to.deep.equal([]);
      const claimed = await at.other.claimCalls({ now: 50_000, limit: 10, leaseMs: 500 });
      expect(claimed).to.deep.equal([{ ...callEntry("c-1"), attempts: 4, leasedUntil: 50_500 }]);
    });

    it("and claims a postponed call earlier than its lease", async () => {
      await at.store.commit(change({ outbox: [callEntry("c-1")] }));
      await at.store.claimCalls({ now: 10_000, limit: 10, leaseMs: 30_000 });
      await at.store.postpone("c-1", { attempts: 1, until: 11_000 });
      expect(await at.other.claimCalls(claimAt(10_999))).to.deep.equal([]);
      expect(idsOf(await at.other.claimCalls(claimAt(11_000)))).to.deep.equal(["c-1"]);
    });

    it("and ignores `postpone` for a missing call", async () => {
      await at.store.postpone("never there", { attempts: 1, until: 11_000 });
      expect(await at.store.claimCalls(claimAt(20_000))).to.deep.equal([]);
    });
  });

  describe("leases timers", () => {
    it("and claims a due timer as it was committed, with the lease of the claim", async () => {
      const entry = timer("t-1", { dueAt: 9_000, leasedUntil: 9_000 });
      await at.store.commit(change({ timers: [entry] }));
      expect(await at.other.claimTimers(claimAt(8_999))).to.deep.equal([]);
      const claimed = await at.other.claimTimers({ now: 9_000, limit: 10, leaseMs: 500 });
      expect(claimed).to.deep.equal([{ ...entry, leasedUntil: 9_500 }]);
    });

    it("and leaves a timer that is due at once to the instance that committed it", async () => {
      await at.store.commit(change({ timers: [timer("t-1", { dueAt: 1_000, leasedUntil: 6_000 })] }));
      expect(await at.other.claimTimers(claimAt(5_999))).to.deep.equal([]);
      expect(idsOf(await at.other.claimTimers(claimAt(6_000)))).to.deep.equal(["t-1"]);
    });

    it("and claims the earliest first, up to the limit", async () => {
      await at.store.commit(
        change({
          timers: [
            timer("late", { dueAt: 3_000, leasedUntil: 3_000 }),
            timer("early", { dueAt: 1_000, leasedUntil: 1_000 }),
            timer("middle", { dueAt: 2_000, leasedUntil: 2_000 }),
          ],
        }),
      );
      expect(idsOf(await at.store.claimTimers(claimAt(10_000, 2)))).to.deep.equal(["early", "middle"]);
      expect(idsOf(await at.store.claimTimers(claimAt(10_000, 2)))).to.deep.equal(["late"]);
    });

    it("and never gives a timer to two concurrent claims", async () => {
      const ids = Array.from({ length: 40 }, (_, i) => `t-${i}`);
      await at.store.commit(change({ timers: ids.map((id) => timer(id)) }));
      const claims = await Promise.all([
        at.store.claimTimers(claimAt(10_000, 20)),
        at.other.claimTimers(claimAt(10_000, 20)),
        at.store.claimTimers(claimAt(10_000, 20)),
      ]);
      const left = await at.other.claimTimers(claimAt(10_000, 100));
      const claimedIds = [...claims.flat(), ...left].map(({ id }) => id);
      expect(claimedIds).to.have.length(40);
      expect(new Set(claimedIds).size).to.equal(40);
    });

    it("and reports when the next one can be claimed", async () => {
      expect(await at.store.nextTimerAt()).to.equal(undefined);
      await at.store.commit(
        change({
          timers: [
            timer("t-2", { dueAt: 9_000, leasedUntil: 9_000 }),
            timer("t-1", { dueAt: 7_000, leasedUntil: 7_000 }),
          ],
        }),
      );
      expect(await at.other.nextTimerAt()).to.equal(7_000);
      await at.store.claimTimers({ now: 7_000, limit: 10, leaseMs: 30_000 });
      expect(await at.other.nextTimerAt()).to.equal(9_000);
      await at.store.settle(["t-2"]);
      expect(await at.other.nextTimerAt()).to.equal(37_000);
      await at.store.settle(["t-1"]);
      expect(await at.other.nextTimerAt()).to.equal(undefined);
    });

    it("and cancels all timers with a name", async () => {
      await at.store.commit(
        change({
          timers: [
            timer("t-1", { name: "cook/soup" }),
            timer("t-2", { name: "cook/soup" }),
            timer("t-3", { name: "cook/pizza" }),
          ],
        }),
      );
      await at.other.commit(change({ cancelled: ["cook/soup", "never set"] }));
      expect(idsOf(await at.store.claimTimers(claimAt(10_000)))).to.deep.equal(["t-3"]);
    });

    it("and cancels before it sets, within one commit", async () => {
      await at.store.commit(change({ timers: [timer("t-old", { name: "cook/soup" })] }));
      await at.store.commit(
        change({ cancelled: ["cook/soup"], timers: [timer("t-new", { name: "cook/soup" })] }),
      );
      expect(idsOf(await at.store.claimTimers(claimAt(10_000)))).to.deep.equal(["t-new"]);
    });

    it("and cancels a claimed timer", async () => {
      await at.store.commit(change({ timers: [timer("t-1", { name: "cook/soup" })] }));
      await at.store.claimTimers(claimAt(10_000));
      await at.other.commit(change({ cancelled: ["cook/soup"] }));
      expect(await at.store.nextTimerAt()).to.equal(undefined);
    });
  });
}
