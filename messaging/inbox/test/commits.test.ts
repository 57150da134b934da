import { expect } from "chai";
import { Conflict } from "../../errors.ts";
import { idOf } from "../../message.ts";
import { command, reaction } from "../../reaction.ts";
import { alertRaised, alerts, storeWith, taken, world } from "../../test/world.ts";

const paying = () => alerts(() => ({ publish: [alertRaised()] }));

describe("When instances conflict", () => {
  it("a batch that conflicts repeatedly is split, and handled", async () => {
    const w = world();
    let conflicts = 0;
    await w.publish(taken("one"), taken("two"), taken("three"), taken("four"));
    await w.start(paying(), {}, ({ store }) => ({
      store: storeWith(store, {
        async commit(change) {
          if (change.processed.length > 1) {
            conflicts += 1;
            throw new Conflict("another instance was faster");
          }
          await store.commit(change);
        },
      }),
    }));
    await w.pass(10);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one"), idOf("two"), idOf("three"), idOf("four")] });
    expect(conflicts).to.equal(12);
    expect(w.hopsOf("retried")).to.deep.equal([]);
  });

  it("a message that always conflicts goes through the retry tiers and is parked; the others are handled", async () => {
    const w = world();
    await w.start(paying(), {}, ({ store }) => ({
      store: storeWith(store, {
        async commit(change) {
          const isThere = change.processed.some(({ id }) => id === idOf("two"));
          if (isThere) throw new Conflict("a unique index has this already");
          await store.commit(change);
        },
      }),
    }));
    await w.publish(taken("one"), taken("two"), taken("three"));
    await w.pass(40);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one"), idOf("three")] });
    await w.pass(1_200);
    expect(w.hopsOf("retried")).to.have.length(5);
    expect(w.hopsOf("parked").map(({ reason }) => reason)).to.deep.equal(["retries-exhausted"]);
  });

  it("one message alone is retried with short waits, for half a minute", async () => {
    const w = world();
    await w.start(paying(), {}, ({ store }) => ({
      store: storeWith(store, {
        async commit(change) {
          if (w.seconds() < 29) throw new Conflict("another instance was faster");
          await store.commit(change);
        },
      }),
    }));
    await w.publish(taken("one"));
    await w.pass(31);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one")] });
    expect(w.hopsOf("retried")).to.deep.equal([]);
  });

  it("one message alone backs off, from 5 ms to half a second", async () => {
    const w = world();
    const tried: number[] = [];
    await w.start(paying(), {}, ({ store }) => ({
      store: storeWith(store, {
        async commit(change) {
          tried.push(w.clock.now());
          if (tried.length < 13) throw new Conflict("another instance was faster");
          await store.commit(change);
        },
      }),
    }));
    await w.publish(taken("one"));
    await w.pass(10);
    const waits = tried.slice(1).map((at, i) => at - (tried[i] ?? 0));
    expect(waits).to.deep.equal([0, 0, 0, 4, 8, 15, 30, 60, 120, 240, 375, 375]);
  });

  it("eight instances that change one document lose no change", async () => {
    const w = world();
    for (const instance of [1, 2, 3, 4, 5, 6, 7, 8]) await w.start(paying(), { instance, prefetch: 5 });
    const names = Array.from({ length: 200 }, (_, i) => `m-${i}`);
    await w.publish(...names.map((name) => taken(name)));
    await w.pass(60);
    expect(w.tab()).to.have.property("seen").that.has.members(names.map(idOf));
    expect(w.said()).to.have.length(200);
    expect(w.hopsOf("retried")).to.deep.equal([]);
  });
});

describe("A commit that fails for an unknown reason", () => {
  it("fails for the one message that causes it, which is retried later", async () => {
    const w = world();
    await w.publish(taken("one"), taken("two"), taken("three"));
    await w.start(paying(), {}, ({ store }) => ({
      store: storeWith(store, {
        async commit(change) {
          if (change.processed.some(({ id }) => id === idOf("two")) && w.seconds() < 1)
            throw new Error("strange");
          await store.commit(change);
        },
      }),
    }));
    await w.pass(0.5);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one"), idOf("three")] });
    expect(w.hopsOf("retried").map(({ message, why }) => [message.id, why])).to.deep.equal([
      [idOf("two"), "strange"],
    ]);
    await w.pass(1);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one"), idOf("three"), idOf("two")] });
  });
});

describe("A message whose reads throw", () => {
  it("fails alone", async () => {
    const w = world();
    const unreadable = reaction(command("alerts.look-up"), {
      reads() {
        throw new Error("no such thing");
      },
      react: () => ({}),
    });
    const running = await w.start(alerts(() => ({}), { reactions: [unreadable] }));
    const asked = running.submit({ ...taken("one"), type: unreadable.type }, "");
    const other = running.submit(taken("two"), "");
    expect(await asked)
      .to.deep.include({ kind: "failed" })
      .and.to.have.nested.property("error.message", "no such thing");
    expect((await other).kind).to.equal("handled");
    expect(w.hopsOf("batch").map(({ size }) => size)).to.deep.equal([2]);
  });
});
