import { expect } from "chai";
import { Unavailable } from "../errors.ts";
import {
  change,
  claimAt,
  type Dish,
  dish,
  dishes,
  drinks,
  errorFrom,
  eventsEntry,
  idsOf,
  saved,
} from "./store-entries.ts";
import type { AtStore } from "./store-harness.ts";

/** Reads, and a store that is down. */
export function storeReads(at: AtStore): void {
  describe("reads", () => {
    const several = [
      dish("soup", { at: "2026-01-02T18:00:00.000Z", sold: 3 }),
      dish("pizza", { at: "2026-01-02T19:00:00.000Z", sold: 20 }),
      dish("salad", { at: "2026-01-02T17:00:00.000Z", sold: 100, hot: false }),
      dish("sushi", { at: "2026-01-02T20:00:00.000Z", kitchen: "kai", hot: false }),
    ];
    const commitSeveral = () =>
      at.store.commit(
        change({
          documents: several.map((document) => {
            return { key: dishes(document.dishId), loaded: 0, version: 1, document };
          }),
        }),
      );
    const dishIds = (found: readonly Dish[]) => found.map(({ dishId }) => dishId);

    it("one document, or undefined", async () => {
      await commitSeveral();
      expect(await at.other.get(dishes("pizza"))).to.deep.equal(several[1]);
      expect(await at.other.get(dishes("pasta"))).to.equal(undefined);
    });

    it("a list by the value of a field, newest first", async () => {
      await commitSeveral();
      const found = await at.other.list(dishes, { where: { kitchen: "rosa" }, newestFirst: "at", limit: 10 });
      expect(dishIds(found)).to.deep.equal(["pizza", "soup", "salad"]);
      expect(found[0]).to.deep.equal(several[1]);
    });

    it("a list by several fields; numbers sort as numbers", async () => {
      await commitSeveral();
      const found = await at.store.list(dishes, {
        where: { kitchen: "rosa", hot: true },
        newestFirst: "sold",
        limit: 10,
      });
      expect(dishIds(found)).to.deep.equal(["pizza", "soup"]);
    });

    it("a list of all, up to the limit", async () => {
      await commitSeveral();
      const found = await at.store.list(dishes, { where: {}, newestFirst: "at", limit: 2 });
      expect(dishIds(found)).to.deep.equal(["sushi", "pizza"]);
    });

    it("an empty list from an empty collection", async () => {
      expect(await at.store.list(drinks, { where: {}, newestFirst: "at", limit: 10 })).to.deep.equal([]);
    });
  });

  describe("is away", () => {
    afterEach(() => at.harness.setAway(false));

    it("and every method rejects; then everything is there again", async () => {
      await at.store.commit(change({ documents: [saved("soup", 0, 1)], outbox: [eventsEntry("e-1")] }));
      await at.harness.setAway(true);
      const thrown = await Promise.all([
        errorFrom(at.store.load(["m-1"], [dishes("soup")])),
        errorFrom(at.store.commit(change({ documents: [saved("pizza", 0, 1)] }))),
        errorFrom(at.store.claimEvents(claimAt(10_000))),
        errorFrom(at.store.claimCalls(claimAt(10_000))),
        errorFrom(at.store.claimTimers(claimAt(10_000))),
        errorFrom(at.store.nextTimerAt()),
        errorFrom(at.store.settle(["e-1"])),
        errorFrom(at.store.leaveOnly("e-1", [])),
        errorFrom(at.store.postpone("c-1", { attempts: 1, until: 1 })),
        errorFrom(at.store.beginSoloAttempt("poison", "first")),
        errorFrom(at.store.endSoloAttempts("poison", undefined)),
        errorFrom(at.store.get(dishes("soup"))),
        errorFrom(at.store.list(dishes, { where: {}, newestFirst: "at", limit: 1 })),
      ]);
      expect(thrown.filter((error) => !(error instanceof Unavailable))).to.deep.equal([]);
      await at.harness.setAway(false);
      expect(await at.store.get(dishes("soup"))).to.deep.equal(dish("soup"));
      expect(idsOf(await at.store.claimEvents(claimAt(10_000)))).to.deep.equal(["e-1"]);
    });
  });
}
