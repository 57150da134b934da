// One example per rule of a commit; hence the length.

import { expect } from "chai";
import { Conflict, Unstorable } from "../errors.ts";
import {
  change,
  claimAt,
  dish,
  dishes,
  drinks,
  errorFrom,
  errorsOf,
  eventsEntry,
  handled,
  saved,
  timer,
} from "./store-entries.ts";
import type { AtStore } from "./store-harness.ts";

/** As many documents as a large batch saves. */
const menu = Array.from({ length: 19 }, (_, i) => `dish-${i}`);

/** Commits are all or nothing, and one of several conflicting commits wins. */
export function storeCommits(at: AtStore): void {
  describe("loads and commits", () => {
    it("a missing document, as version 0", async () => {
      const { documents } = await at.store.load([], [dishes("soup")]);
      expect(documents.get("dishes/soup")).to.deep.equal({ version: 0, document: undefined });
    });

    it("a document with its version, visible to every instance", async () => {
      await at.store.commit(change({ documents: [saved("soup", 0, 1)] }));
      const { documents } = await at.other.load([], [dishes("soup"), dishes("pizza")]);
      expect(documents.get("dishes/soup")).to.deep.equal({ version: 1, document: dish("soup") });
      expect(documents.get("dishes/pizza")).to.deep.equal({ version: 0, document: undefined });
    });

    it("a document that a batch advances by several versions", async () => {
      await at.store.commit(change({ documents: [saved("soup", 0, 3)] }));
      await at.store.commit(change({ documents: [saved("soup", 3, 4, { sold: 9 })] }));
      const { documents } = await at.store.load([], [dishes("soup")]);
      expect(documents.get("dishes/soup")).to.deep.equal({
        version: 4,
        document: dish("soup", { sold: 9 }),
      });
    });

    it("a document without a field that it had before", async () => {
      await at.store.commit(change({ documents: [saved("soup", 0, 1)] }));
      const { at: _, ...rest } = dish("soup");
      await at.store.commit(
        change({ documents: [{ key: dishes("soup"), loaded: 1, version: 2, document: rest }] }),
      );
      expect(await at.store.get(dishes("soup"))).to.deep.equal(rest);
    });

    it("two documents with one id in two collections", async () => {
      await at.store.commit(
        change({
          documents: [
            saved("soup", 0, 1),
            { ...saved("soup", 0, 1), key: drinks("soup"), document: dish("soup", { hot: false }) },
          ],
        }),
      );
      expect(await at.store.get(dishes("soup"))).to.deep.equal(dish("soup"));
      expect(await at.store.get(drinks("soup"))).to.deep.equal(dish("soup", { hot: false }));
    });

    it("nested values, unchanged", async () => {
      const document = {
        _note: "$dollars and dots.are.fine",
        nested: { "a.b": { $c: [1, -2.5, "", null, true, { d: [] }] } },
        large: 9_007_199_254_740_991,
      };
      await at.store.commit(change({ documents: [{ key: dishes("odd"), loaded: 0, version: 1, document }] }));
      expect(await at.store.get(dishes("odd"))).to.deep.equal(document);
    });

    it("a copy: a later change to the caller's object has no effect", async () => {
      const document = { tags: ["vegan"] };
      await at.store.commit(
        change({ documents: [{ key: dishes("soup"), loaded: 0, version: 1, document }] }),
      );
      document.tags.push("spicy");
      expect(await at.store.get(dishes("soup"))).to.deep.equal({ tags: ["vegan"] });
    });

    it("handled messages with their answers, if they are requested", async () => {
      const answered = handled("m-1", { digest: "POST {}", reply: { orderId: "o-1", nested: [1] } });
      const refused = handled("m-2", {
        digest: "POST {}",
        refusal: { code: "closed", detail: "The kitchen is closed.", pointer: "/restaurantId" },
      });
      await at.store.commit(change({ processed: [answered, refused, handled("m-3")] }));
      const { processed } = await at.other.load(["m-1", "m-2", "m-9"], []);
      expect([...processed.keys()].sort()).to.deep.equal(["m-1", "m-2"]);
      expect(processed.get("m-1")).to.deep.equal(answered);
      expect(processed.get("m-2")).to.deep.equal(refused);
    });

    it("an empty change", async () => {
      await at.store.commit(change({}));
    });
  });

  describe("refuses a change as a whole", () => {
    const entries = {
      outbox: [eventsEntry("e-1")],
      timers: [timer("t-1", { dueAt: 0, leasedUntil: 0 })],
    };
    const expectNothingElse = async () => {
      expect(await at.store.claimEvents(claimAt(10_000))).to.deep.equal([]);
      expect(await at.store.claimTimers(claimAt(10_000))).to.deep.equal([]);
      const { processed } = await at.store.load(["m-new"], []);
      expect(processed.size).to.equal(0);
      expect(await at.store.get(dishes("pizza"))).to.equal(undefined);
    };

    it("if a document's version is no longer the loaded one", async () => {
      await at.store.commit(change({ documents: [saved("soup", 0, 1)] }));
      await at.other.commit(change({ documents: [saved("soup", 1, 2, { sold: 1 })] }));
      const late = at.store.commit(
        change({
          ...entries,
          processed: [handled("m-new")],
          documents: [saved("pizza", 0, 1), saved("soup", 1, 2, { sold: 77 })],
        }),
      );
      expect(await errorFrom(late)).to.be.instanceOf(Conflict);
      expect(await at.store.get(dishes("soup"))).to.deep.equal(dish("soup", { sold: 1 }));
      await expectNothingElse();
    });

    it("if a document exists that did not exist when it was loaded", async () => {
      await at.store.commit(change({ documents: [saved("soup", 0, 1)] }));
      const late = at.other.commit(change({ ...entries, documents: [saved("soup", 0, 1, { sold: 77 })] }));
      expect(await errorFrom(late)).to.be.instanceOf(Conflict);
      expect(await at.store.get(dishes("soup"))).to.deep.equal(dish("soup"));
      await expectNothingElse();
    });

    it("if a loaded document does not exist", async () => {
      const wrong = at.store.commit(change({ ...entries, documents: [saved("soup", 1, 2)] }));
      expect(await errorFrom(wrong)).to.be.instanceOf(Conflict);
      expect(await at.store.get(dishes("soup"))).to.equal(undefined);
      await expectNothingElse();
    });

    it("if one of many documents is no longer in the loaded version", async () => {
      await at.store.commit(change({ documents: menu.map((name) => saved(name, 0, 1)) }));
      await at.other.commit(change({ documents: [saved("dish-7", 1, 2, { sold: 1 })] }));
      const late = at.store.commit(
        change({
          ...entries,
          processed: [handled("m-new")],
          documents: menu.map((name) => saved(name, 1, 2, { sold: 77 })),
        }),
      );
      expect(await errorFrom(late)).to.be.instanceOf(Conflict);
      expect(await at.store.get(dishes("dish-7"))).to.deep.equal(dish("dish-7", { sold: 1 }));
      expect(await at.store.get(dishes("dish-0"))).to.deep.equal(dish("dish-0"));
      await expectNothingElse();
    });

    it("if one of many documents does not exist", async () => {
      await at.store.commit(change({ documents: menu.slice(1).map((name) => saved(name, 0, 1)) }));
      const wrong = at.store.commit(
        change({ ...entries, documents: menu.map((name) => saved(name, 1, 2, { sold: 77 })) }),
      );
      expect(await errorFrom(wrong)).to.be.instanceOf(Conflict);
      expect(await at.store.get(dishes("dish-7"))).to.deep.equal(dish("dish-7"));
      await expectNothingElse();
    });

    it("if one of its messages was handled before", async () => {
      await at.store.commit(change({ processed: [handled("m-1")] }));
      const again = at.other.commit(
        change({
          ...entries,
          processed: [handled("m-new"), handled("m-1")],
          documents: [saved("pizza", 0, 1)],
        }),
      );
      expect(await errorFrom(again)).to.be.instanceOf(Conflict);
      await expectNothingElse();
    });

    it("if it can never be stored: a cycle", async () => {
      const cycle: { self?: object } = {};
      cycle.self = cycle;
      const bad = at.store.commit(
        change({
          ...entries,
          processed: [handled("m-new")],
          documents: [saved("pizza", 0, 1), { key: dishes("cycle"), loaded: 0, version: 1, document: cycle }],
        }),
      );
      expect(await errorFrom(bad)).to.be.instanceOf(Unstorable);
      await expectNothingElse();
    });

    it("if it can never be stored: a document of 17 MiB", async () => {
      const document = { text: "x".repeat(17 * 1024 * 1024) };
      const bad = at.store.commit(
        change({
          ...entries,
          processed: [handled("m-new")],
          documents: [saved("pizza", 0, 1), { key: dishes("large"), loaded: 0, version: 1, document }],
        }),
      );
      expect(await errorFrom(bad)).to.be.instanceOf(Unstorable);
      await expectNothingElse();
    });
  });

  describe("has one winner", () => {
    it("among concurrent commits of one document", async () => {
      await at.store.commit(change({ documents: [saved("soup", 0, 1)] }));
      const results = await Promise.allSettled(
        [1, 2, 3, 4, 5, 6, 7, 8].map((n) =>
          (n % 2 === 0 ? at.store : at.other).commit(
            change({ processed: [handled(`m-${n}`)], documents: [saved("soup", 1, 2, { sold: n })] }),
          ),
        ),
      );
      expect(results.filter(({ status }) => status === "fulfilled")).to.have.length(1);
      expect(errorsOf(results).filter((error) => error instanceof Conflict)).to.have.length(7);
      const { processed } = await at.store.load(
        [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `m-${n}`),
        [],
      );
      expect(processed.size).to.equal(1);
    });

    it("among concurrent commits of many documents, if they share one", async () => {
      const [first, second] = [menu.slice(0, 10), menu.slice(9)];
      await at.store.commit(change({ documents: menu.map((name) => saved(name, 0, 1)) }));
      const results = await Promise.allSettled([
        at.store.commit(change({ documents: first.map((name) => saved(name, 1, 2, { sold: 1 })) })),
        at.other.commit(change({ documents: second.map((name) => saved(name, 1, 2, { sold: 2 })) })),
      ]);
      expect(results.filter(({ status }) => status === "fulfilled")).to.have.length(1);
      expect(errorsOf(results).filter((error) => error instanceof Conflict)).to.have.length(1);
      const winner = results[0]?.status === "fulfilled" ? 1 : 2;
      const { documents } = await at.store.load([], menu.map(dishes));
      expect([...documents.values()].filter(({ version }) => version === 2)).to.have.length(10);
      expect(documents.get("dishes/dish-9")?.document).to.deep.equal(dish("dish-9", { sold: winner }));
    });

    it("among concurrent commits that create one document", async () => {
      const results = await Promise.allSettled([
        at.store.commit(change({ documents: [saved("soup", 0, 1, { sold: 1 })] })),
        at.other.commit(change({ documents: [saved("soup", 0, 1, { sold: 2 })] })),
      ]);
      expect(results.filter(({ status }) => status === "fulfilled")).to.have.length(1);
      expect(errorsOf(results).filter((error) => error instanceof Conflict)).to.have.length(1);
    });

    it("among concurrent commits that handle one message", async () => {
      const results = await Promise.allSettled([
        at.store.commit(change({ processed: [handled("m-1")], documents: [saved("soup", 0, 1)] })),
        at.other.commit(change({ processed: [handled("m-1")], documents: [saved("pizza", 0, 1)] })),
      ]);
      expect(results.filter(({ status }) => status === "fulfilled")).to.have.length(1);
      expect(errorsOf(results).filter((error) => error instanceof Conflict)).to.have.length(1);
    });
  });
}
