import { expect } from "chai";
import { Conflict, Unavailable, Unstorable } from "../errors.ts";
import { instant } from "../instant.ts";
import { beginning, type Message } from "../message.ts";
import {
  type CallEntry,
  type Change,
  collection,
  type EventEntry,
  type ProcessedMessage,
  type Store,
  type Timer,
} from "../store.ts";

export interface StoreHarness {
  /** Goes on with a new, empty database. */
  reset(): Promise<void>;
  /** One more handle, as of one more instance of the service, on the database of this test. */
  connect(): Promise<Store>;
  /** Takes the database away from all handles, and gives it back with all that was in it. */
  setAway(away: boolean): Promise<void>;
  cleanup(): Promise<void>;
}

interface Dish {
  readonly dishId: string;
  readonly kitchen: string;
  readonly at: string;
  readonly sold: number;
  readonly hot: boolean;
}

const dishes = collection<Dish>("dishes");
const drinks = collection<Dish>("drinks");

/** What every store must do, in the failure cases too. Only claims know the time, and they bring it along. */
export function storeConformance(name: string, start: () => Promise<StoreHarness>): void {
  describe(`Store, as ${name}`, function () {
    this.timeout(60_000);
    let harness: StoreHarness;
    let store: Store;
    let other: Store;

    before(async () => {
      harness = await start();
    });
    beforeEach(async () => {
      await harness.reset();
      store = await harness.connect();
      other = await harness.connect();
    });
    afterEach(async () => {
      await store.close();
      await other.close();
    });
    after(() => harness.cleanup());

    describe("loads and commits", () => {
      it("a document that does not exist has version 0", async () => {
        const { documents } = await store.load([], [dishes("soup")]);
        expect(documents.get("dishes/soup")).to.deep.equal({ version: 0, document: undefined });
      });

      it("a committed document is there for every instance, with its version", async () => {
        await store.commit(change({ documents: [saved("soup", 0, 1)] }));
        const { documents } = await other.load([], [dishes("soup"), dishes("pizza")]);
        expect(documents.get("dishes/soup")).to.deep.equal({ version: 1, document: dish("soup") });
        expect(documents.get("dishes/pizza")).to.deep.equal({ version: 0, document: undefined });
      });

      it("a batch may take a document several versions ahead", async () => {
        await store.commit(change({ documents: [saved("soup", 0, 3)] }));
        await store.commit(change({ documents: [saved("soup", 3, 4, { sold: 9 })] }));
        const { documents } = await store.load([], [dishes("soup")]);
        expect(documents.get("dishes/soup")).to.deep.equal({
          version: 4,
          document: dish("soup", { sold: 9 }),
        });
      });

      it("a field that is left out is gone", async () => {
        await store.commit(change({ documents: [saved("soup", 0, 1)] }));
        const { at: _, ...rest } = dish("soup");
        await store.commit(
          change({ documents: [{ key: dishes("soup"), loaded: 1, version: 2, document: rest }] }),
        );
        expect(await store.get(dishes("soup"))).to.deep.equal(rest);
      });

      it("documents of one id in two collections are two", async () => {
        await store.commit(
          change({
            documents: [
              saved("soup", 0, 1),
              { ...saved("soup", 0, 1), key: drinks("soup"), document: dish("soup", { hot: false }) },
            ],
          }),
        );
        expect(await store.get(dishes("soup"))).to.deep.equal(dish("soup"));
        expect(await store.get(drinks("soup"))).to.deep.equal(dish("soup", { hot: false }));
      });

      it("nested values come back as they were", async () => {
        const document = {
          _note: "$dollars and dots.are.fine",
          nested: { "a.b": { $c: [1, -2.5, "", null, true, { d: [] }] } },
          large: 9_007_199_254_740_991,
        };
        await store.commit(change({ documents: [{ key: dishes("odd"), loaded: 0, version: 1, document }] }));
        expect(await store.get(dishes("odd"))).to.deep.equal(document);
      });

      it("what the caller changes after the commit is not changed in the store", async () => {
        const document = { tags: ["vegan"] };
        await store.commit(change({ documents: [{ key: dishes("soup"), loaded: 0, version: 1, document }] }));
        document.tags.push("spicy");
        expect(await store.get(dishes("soup"))).to.deep.equal({ tags: ["vegan"] });
      });

      it("a handled message is remembered with its answer, and only found when asked for", async () => {
        const answered = handled("m-1", { asked: "POST {}", reply: { orderId: "o-1", nested: [1] } });
        const refused = handled("m-2", {
          asked: "POST {}",
          refusal: { code: "closed", detail: "The kitchen is closed.", pointer: "/restaurantId" },
        });
        await store.commit(change({ processed: [answered, refused, handled("m-3")] }));
        const { processed } = await other.load(["m-1", "m-2", "m-9"], []);
        expect([...processed.keys()].sort()).to.deep.equal(["m-1", "m-2"]);
        expect(processed.get("m-1")).to.deep.equal(answered);
        expect(processed.get("m-2")).to.deep.equal(refused);
      });

      it("an empty change is no error", async () => {
        await store.commit(change({}));
      });
    });

    describe("refuses a change as a whole", () => {
      const elsewhere = {
        outbox: [eventEntry("e-1")],
        timers: [timer("t-1", { dueAt: 0, leasedUntil: 0 })],
      };
      const nothingElseIsThere = async () => {
        expect(await store.claimEvents(claimAt(10_000))).to.deep.equal([]);
        expect(await store.claimTimers(claimAt(10_000))).to.deep.equal([]);
        const { processed } = await store.load(["m-new"], []);
        expect(processed.size).to.equal(0);
        expect(await store.get(dishes("pizza"))).to.equal(undefined);
      };

      it("when a document's version is no longer the loaded one", async () => {
        await store.commit(change({ documents: [saved("soup", 0, 1)] }));
        await other.commit(change({ documents: [saved("soup", 1, 2, { sold: 1 })] }));
        const late = store.commit(
          change({
            ...elsewhere,
            processed: [handled("m-new")],
            documents: [saved("pizza", 0, 1), saved("soup", 1, 2, { sold: 77 })],
          }),
        );
        expect(await thrownBy(late)).to.be.instanceOf(Conflict);
        expect(await store.get(dishes("soup"))).to.deep.equal(dish("soup", { sold: 1 }));
        await nothingElseIsThere();
      });

      it("when a document is there that was not when it was loaded", async () => {
        await store.commit(change({ documents: [saved("soup", 0, 1)] }));
        const late = other.commit(change({ ...elsewhere, documents: [saved("soup", 0, 1, { sold: 77 })] }));
        expect(await thrownBy(late)).to.be.instanceOf(Conflict);
        expect(await store.get(dishes("soup"))).to.deep.equal(dish("soup"));
        await nothingElseIsThere();
      });

      it("when a document is not there that was loaded", async () => {
        const wrong = store.commit(change({ ...elsewhere, documents: [saved("soup", 1, 2)] }));
        expect(await thrownBy(wrong)).to.be.instanceOf(Conflict);
        expect(await store.get(dishes("soup"))).to.equal(undefined);
        await nothingElseIsThere();
      });

      it("when one of its messages was handled before", async () => {
        await store.commit(change({ processed: [handled("m-1")] }));
        const again = other.commit(
          change({
            ...elsewhere,
            processed: [handled("m-new"), handled("m-1")],
            documents: [saved("pizza", 0, 1)],
          }),
        );
        expect(await thrownBy(again)).to.be.instanceOf(Conflict);
        await nothingElseIsThere();
      });

      it("when it can never be stored: a cycle", async () => {
        const cycle: { self?: object } = {};
        cycle.self = cycle;
        const bad = store.commit(
          change({
            ...elsewhere,
            processed: [handled("m-new")],
            documents: [
              saved("pizza", 0, 1),
              { key: dishes("cycle"), loaded: 0, version: 1, document: cycle },
            ],
          }),
        );
        expect(await thrownBy(bad)).to.be.instanceOf(Unstorable);
        await nothingElseIsThere();
      });

      it("when it can never be stored: a document of 17 MiB", async () => {
        const document = { text: "x".repeat(17 * 1024 * 1024) };
        const bad = store.commit(
          change({
            ...elsewhere,
            processed: [handled("m-new")],
            documents: [saved("pizza", 0, 1), { key: dishes("large"), loaded: 0, version: 1, document }],
          }),
        );
        expect(await thrownBy(bad)).to.be.instanceOf(Unstorable);
        await nothingElseIsThere();
      });
    });

    describe("has one winner", () => {
      it("among those who save the same document at once", async () => {
        await store.commit(change({ documents: [saved("soup", 0, 1)] }));
        const results = await Promise.allSettled(
          [1, 2, 3, 4, 5, 6, 7, 8].map((n) =>
            (n % 2 === 0 ? store : other).commit(
              change({ processed: [handled(`m-${n}`)], documents: [saved("soup", 1, 2, { sold: n })] }),
            ),
          ),
        );
        expect(results.filter(({ status }) => status === "fulfilled")).to.have.length(1);
        expect(errorsOf(results).filter((error) => error instanceof Conflict)).to.have.length(7);
        const { processed } = await store.load(
          [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `m-${n}`),
          [],
        );
        expect(processed.size).to.equal(1);
      });

      it("among those who create the same document at once", async () => {
        const results = await Promise.allSettled([
          store.commit(change({ documents: [saved("soup", 0, 1, { sold: 1 })] })),
          other.commit(change({ documents: [saved("soup", 0, 1, { sold: 2 })] })),
        ]);
        expect(results.filter(({ status }) => status === "fulfilled")).to.have.length(1);
        expect(errorsOf(results).filter((error) => error instanceof Conflict)).to.have.length(1);
      });

      it("among those who handle the same message at once", async () => {
        const results = await Promise.allSettled([
          store.commit(change({ processed: [handled("m-1")], documents: [saved("soup", 0, 1)] })),
          other.commit(change({ processed: [handled("m-1")], documents: [saved("pizza", 0, 1)] })),
        ]);
        expect(results.filter(({ status }) => status === "fulfilled")).to.have.length(1);
        expect(errorsOf(results).filter((error) => error instanceof Conflict)).to.have.length(1);
      });
    });

    describe("leases the outbox", () => {
      it("keeps an event from everyone until the lease of its commit has run out", async () => {
        await store.commit(change({ outbox: [eventEntry("e-1", { leasedUntil: 5_000 })] }));
        expect(await other.claimEvents(claimAt(4_999))).to.deep.equal([]);
        expect(idsOf(await other.claimEvents(claimAt(5_000)))).to.deep.equal(["e-1"]);
      });

      it("hands an event out as it was committed, under the lease of the claim", async () => {
        const entry = eventEntry("e-1", { attempts: 2, sequence: 7, aggregate: "dishes/soup" });
        await store.commit(change({ outbox: [entry] }));
        const claimed = await other.claimEvents({ now: 10_000, limit: 10, leaseMs: 500 });
        expect(claimed).to.deep.equal([{ ...entry, leasedUntil: 10_500 }]);
      });

      it("hands a call out as it was committed, under the lease of the claim", async () => {
        const entry = callEntry("c-1", {
          request: { amount: { amount: 1250, currency: "EUR" }, lines: [1] },
        });
        await store.commit(change({ outbox: [entry] }));
        const claimed = await other.claimCalls({ now: 10_000, limit: 10, leaseMs: 500 });
        expect(claimed).to.deep.equal([{ ...entry, leasedUntil: 10_500 }]);
      });

      it("hands events out in the order of commit, up to the limit", async () => {
        await store.commit(change({ outbox: [eventEntry("z"), eventEntry("a")] }));
        await other.commit(change({ outbox: [eventEntry("m"), eventEntry("b")] }));
        expect(idsOf(await store.claimEvents(claimAt(10_000, 3)))).to.deep.equal(["z", "a", "m"]);
        expect(idsOf(await store.claimEvents(claimAt(10_000, 3)))).to.deep.equal(["b"]);
      });

      it("keeps events and calls apart", async () => {
        await store.commit(change({ outbox: [eventEntry("e-1"), callEntry("c-1"), eventEntry("e-2")] }));
        expect(idsOf(await store.claimCalls(claimAt(10_000)))).to.deep.equal(["c-1"]);
        expect(idsOf(await store.claimEvents(claimAt(10_000)))).to.deep.equal(["e-1", "e-2"]);
      });

      it("never hands one entry to two who claim at once", async () => {
        const ids = Array.from({ length: 60 }, (_, i) => `e-${i}`);
        await store.commit(change({ outbox: ids.map((id) => eventEntry(id)) }));
        const claims = await Promise.all([
          store.claimEvents(claimAt(10_000, 25)),
          other.claimEvents(claimAt(10_000, 25)),
          store.claimEvents(claimAt(10_000, 25)),
          other.claimEvents(claimAt(10_000, 25)),
        ]);
        const left = await store.claimEvents(claimAt(10_000, 100));
        const handedOut = [...claims.flat(), ...left].map(({ id }) => id);
        expect(handedOut).to.have.length(60);
        expect(new Set(handedOut).size).to.equal(60);
      });

      it("hands an entry out again when the lease of a claim has run out", async () => {
        await store.commit(change({ outbox: [eventEntry("e-1")] }));
        await store.claimEvents({ now: 10_000, limit: 10, leaseMs: 500 });
        expect(await other.claimEvents(claimAt(10_499))).to.deep.equal([]);
        expect(idsOf(await other.claimEvents(claimAt(10_500)))).to.deep.equal(["e-1"]);
      });

      it("keeps the order of commit when leases have run out", async () => {
        await store.commit(change({ outbox: [eventEntry("e-1"), eventEntry("e-2"), eventEntry("e-3")] }));
        await store.claimEvents({ now: 10_000, limit: 1, leaseMs: 5_000 });
        await store.claimEvents({ now: 10_000, limit: 1, leaseMs: 500 });
        expect(idsOf(await other.claimEvents(claimAt(20_000)))).to.deep.equal(["e-1", "e-2", "e-3"]);
      });

      it("forgets what was settled, and takes it when it is settled twice", async () => {
        await store.commit(change({ outbox: [eventEntry("e-1"), callEntry("c-1"), eventEntry("e-2")] }));
        await store.settle(["e-1", "c-1"]);
        await other.settle(["e-1", "c-1", "never there"]);
        await store.settle([]);
        expect(idsOf(await store.claimEvents(claimAt(10_000)))).to.deep.equal(["e-2"]);
        expect(await store.claimCalls(claimAt(10_000))).to.deep.equal([]);
      });

      it("settles with a commit", async () => {
        await store.commit(change({ outbox: [eventEntry("e-1"), callEntry("c-1")], timers: [timer("t-1")] }));
        await store.commit(change({ settled: ["e-1", "c-1", "t-1", "never there"] }));
        expect(await store.claimEvents(claimAt(10_000))).to.deep.equal([]);
        expect(await store.claimCalls(claimAt(10_000))).to.deep.equal([]);
        expect(await store.nextTimerAt()).to.equal(undefined);
      });

      it("keeps a postponed call back for longer than its lease", async () => {
        await store.commit(change({ outbox: [callEntry("c-1")] }));
        await store.claimCalls({ now: 10_000, limit: 10, leaseMs: 500 });
        await store.postpone("c-1", { attempts: 4, until: 50_000 });
        expect(await other.claimCalls(claimAt(49_999))).to.deep.equal([]);
        const claimed = await other.claimCalls({ now: 50_000, limit: 10, leaseMs: 500 });
        expect(claimed).to.deep.equal([{ ...callEntry("c-1"), attempts: 4, leasedUntil: 50_500 }]);
      });

      it("frees a postponed call before its lease has run out", async () => {
        await store.commit(change({ outbox: [callEntry("c-1")] }));
        await store.claimCalls({ now: 10_000, limit: 10, leaseMs: 30_000 });
        await store.postpone("c-1", { attempts: 1, until: 11_000 });
        expect(await other.claimCalls(claimAt(10_999))).to.deep.equal([]);
        expect(idsOf(await other.claimCalls(claimAt(11_000)))).to.deep.equal(["c-1"]);
      });

      it("takes it when a call is postponed that is gone", async () => {
        await store.postpone("never there", { attempts: 1, until: 11_000 });
        expect(await store.claimCalls(claimAt(20_000))).to.deep.equal([]);
      });
    });

    describe("leases timers", () => {
      it("hands a timer out when it is due, as it was committed, under the lease of the claim", async () => {
        const entry = timer("t-1", { dueAt: 9_000, leasedUntil: 9_000 });
        await store.commit(change({ timers: [entry] }));
        expect(await other.claimTimers(claimAt(8_999))).to.deep.equal([]);
        const claimed = await other.claimTimers({ now: 9_000, limit: 10, leaseMs: 500 });
        expect(claimed).to.deep.equal([{ ...entry, leasedUntil: 9_500 }]);
      });

      it("leaves a timer that was due at once to the instance that committed it", async () => {
        await store.commit(change({ timers: [timer("t-1", { dueAt: 1_000, leasedUntil: 6_000 })] }));
        expect(await other.claimTimers(claimAt(5_999))).to.deep.equal([]);
        expect(idsOf(await other.claimTimers(claimAt(6_000)))).to.deep.equal(["t-1"]);
      });

      it("hands out the earliest first, up to the limit", async () => {
        await store.commit(
          change({
            timers: [
              timer("late", { dueAt: 3_000, leasedUntil: 3_000 }),
              timer("early", { dueAt: 1_000, leasedUntil: 1_000 }),
              timer("middle", { dueAt: 2_000, leasedUntil: 2_000 }),
            ],
          }),
        );
        expect(idsOf(await store.claimTimers(claimAt(10_000, 2)))).to.deep.equal(["early", "middle"]);
        expect(idsOf(await store.claimTimers(claimAt(10_000, 2)))).to.deep.equal(["late"]);
      });

      it("never hands one timer to two who claim at once", async () => {
        const ids = Array.from({ length: 40 }, (_, i) => `t-${i}`);
        await store.commit(change({ timers: ids.map((id) => timer(id)) }));
        const claims = await Promise.all([
          store.claimTimers(claimAt(10_000, 20)),
          other.claimTimers(claimAt(10_000, 20)),
          store.claimTimers(claimAt(10_000, 20)),
        ]);
        const left = await other.claimTimers(claimAt(10_000, 100));
        const handedOut = [...claims.flat(), ...left].map(({ id }) => id);
        expect(handedOut).to.have.length(40);
        expect(new Set(handedOut).size).to.equal(40);
      });

      it("knows when the next one can be claimed", async () => {
        expect(await store.nextTimerAt()).to.equal(undefined);
        await store.commit(
          change({
            timers: [
              timer("t-2", { dueAt: 9_000, leasedUntil: 9_000 }),
              timer("t-1", { dueAt: 7_000, leasedUntil: 7_000 }),
            ],
          }),
        );
        expect(await other.nextTimerAt()).to.equal(7_000);
        await store.claimTimers({ now: 7_000, limit: 10, leaseMs: 30_000 });
        expect(await other.nextTimerAt()).to.equal(9_000);
        await store.settle(["t-2"]);
        expect(await other.nextTimerAt()).to.equal(37_000);
        await store.settle(["t-1"]);
        expect(await other.nextTimerAt()).to.equal(undefined);
      });

      it("cancels by name, all of that name", async () => {
        await store.commit(
          change({
            timers: [
              timer("t-1", { name: "cook/soup" }),
              timer("t-2", { name: "cook/soup" }),
              timer("t-3", { name: "cook/pizza" }),
            ],
          }),
        );
        await other.commit(change({ cancelled: ["cook/soup", "never set"] }));
        expect(idsOf(await store.claimTimers(claimAt(10_000)))).to.deep.equal(["t-3"]);
      });

      it("cancels before it sets, in one commit", async () => {
        await store.commit(change({ timers: [timer("t-old", { name: "cook/soup" })] }));
        await store.commit(
          change({ cancelled: ["cook/soup"], timers: [timer("t-new", { name: "cook/soup" })] }),
        );
        expect(idsOf(await store.claimTimers(claimAt(10_000)))).to.deep.equal(["t-new"]);
      });

      it("cancels a timer that somebody has claimed", async () => {
        await store.commit(change({ timers: [timer("t-1", { name: "cook/soup" })] }));
        await store.claimTimers(claimAt(10_000));
        await other.commit(change({ cancelled: ["cook/soup"] }));
        expect(await store.nextTimerAt()).to.equal(undefined);
      });
    });

    describe("answers reads", () => {
      const several = [
        dish("soup", { at: "2026-01-02T18:00:00.000Z", sold: 3 }),
        dish("pizza", { at: "2026-01-02T19:00:00.000Z", sold: 20 }),
        dish("salad", { at: "2026-01-02T17:00:00.000Z", sold: 100, hot: false }),
        dish("sushi", { at: "2026-01-02T20:00:00.000Z", kitchen: "kai", hot: false }),
      ];
      const commitSeveral = () =>
        store.commit(
          change({
            documents: several.map((document) => {
              return { key: dishes(document.dishId), loaded: 0, version: 1, document };
            }),
          }),
        );
      const dishIds = (found: readonly Dish[]) => found.map(({ dishId }) => dishId);

      it("gets one document, or undefined", async () => {
        await commitSeveral();
        expect(await other.get(dishes("pizza"))).to.deep.equal(several[1]);
        expect(await other.get(dishes("pasta"))).to.equal(undefined);
      });

      it("lists those whose fields are equal, the newest first", async () => {
        await commitSeveral();
        const found = await other.list(dishes, { where: { kitchen: "rosa" }, newestFirst: "at", limit: 10 });
        expect(dishIds(found)).to.deep.equal(["pizza", "soup", "salad"]);
        expect(found[0]).to.deep.equal(several[1]);
      });

      it("lists by several fields, and by numbers as numbers", async () => {
        await commitSeveral();
        const found = await store.list(dishes, {
          where: { kitchen: "rosa", hot: true },
          newestFirst: "sold",
          limit: 10,
        });
        expect(dishIds(found)).to.deep.equal(["pizza", "soup"]);
      });

      it("lists all, up to the limit", async () => {
        await commitSeveral();
        const found = await store.list(dishes, { where: {}, newestFirst: "at", limit: 2 });
        expect(dishIds(found)).to.deep.equal(["sushi", "pizza"]);
      });

      it("lists nothing where nothing is", async () => {
        expect(await store.list(drinks, { where: {}, newestFirst: "at", limit: 10 })).to.deep.equal([]);
      });
    });

    describe("is away", () => {
      afterEach(() => harness.setAway(false));

      it("and says so for every method; then all is there again", async () => {
        await store.commit(change({ documents: [saved("soup", 0, 1)], outbox: [eventEntry("e-1")] }));
        await harness.setAway(true);
        const thrown = await Promise.all([
          thrownBy(store.load(["m-1"], [dishes("soup")])),
          thrownBy(store.commit(change({ documents: [saved("pizza", 0, 1)] }))),
          thrownBy(store.claimEvents(claimAt(10_000))),
          thrownBy(store.claimCalls(claimAt(10_000))),
          thrownBy(store.claimTimers(claimAt(10_000))),
          thrownBy(store.nextTimerAt()),
          thrownBy(store.settle(["e-1"])),
          thrownBy(store.postpone("c-1", { attempts: 1, until: 1 })),
          thrownBy(store.get(dishes("soup"))),
          thrownBy(store.list(dishes, { where: {}, newestFirst: "at", limit: 1 })),
        ]);
        expect(thrown.filter((error) => error instanceof Unavailable)).to.have.length(10);
        await harness.setAway(false);
        expect(await store.get(dishes("soup"))).to.deep.equal(dish("soup"));
        expect(idsOf(await store.claimEvents(claimAt(10_000)))).to.deep.equal(["e-1"]);
      });
    });
  });
}

const change = (of: Partial<Change>): Change => ({
  processed: [],
  documents: [],
  outbox: [],
  cancelled: [],
  timers: [],
  settled: [],
  ...of,
});

const dish = (dishId: string, of: Partial<Dish> = {}): Dish => ({
  dishId,
  kitchen: "rosa",
  at: "2026-01-02T18:00:00.000Z",
  sold: 0,
  hot: true,
  ...of,
});

const saved = (id: string, loaded: number, version: number, of: Partial<Dish> = {}) => ({
  key: dishes(id),
  loaded,
  version,
  document: dish(id, of),
});

/** Now, since a database may drop at once what was handled weeks ago. */
const handled = (id: string, answer?: ProcessedMessage["answer"]): ProcessedMessage => ({
  id,
  type: "orders.place-order",
  at: instant(Date.now()),
  outcome: "handled",
  caused: ["e-1", "t-1"],
  answer,
});

const message = (id: string): Message =>
  beginning({
    id,
    type: "orders.order-placed.v1",
    source: "/orders",
    subject: "0d6f2c1e-5b8a-4f3e-9c47-1a2b3c4d5e6f",
    time: "2026-01-02T18:00:00.000Z",
    data: { orderId: "0d6f2c1e-5b8a-4f3e-9c47-1a2b3c4d5e6f", items: [{ dishId: "soup", quantity: 2 }] },
  });

const waiting = { aggregate: "dishes/soup", sequence: 1, attempts: 0, leasedUntil: 1_000 };

const eventEntry = (id: string, of: Partial<EventEntry> = {}): EventEntry => ({
  ...waiting,
  kind: "event",
  id,
  message: message("a0a0a0a0-0000-4000-8000-000000000001"),
  ...of,
});

const callEntry = (id: string, of: Partial<CallEntry> = {}): CallEntry => ({
  ...waiting,
  kind: "call",
  id,
  name: "payments.charge",
  key: "charge-o-1",
  request: { card: "tok_ok" },
  cause: message("a0a0a0a0-0000-4000-8000-000000000002"),
  ...of,
});

const timer = (id: string, of: Partial<Timer> = {}): Timer => ({
  id,
  name: `cook/${id}`,
  dueAt: 1_000,
  leasedUntil: 1_000,
  message: message("a0a0a0a0-0000-4000-8000-000000000003"),
  ...of,
});

const claimAt = (now: number, limit = 100) => ({ now, limit, leaseMs: 30_000 });

const idsOf = (entries: readonly { readonly id: string }[]) => entries.map(({ id }) => id);

const thrownBy = (doing: Promise<unknown>): Promise<unknown> =>
  doing.then(
    () => undefined,
    (error) => error,
  );

const errorsOf = (results: readonly PromiseSettledResult<unknown>[]): readonly unknown[] =>
  results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
