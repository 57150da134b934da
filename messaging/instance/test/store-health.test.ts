// One example per rule of whether an instance calls its store away; hence the length.

import { expect } from "chai";
import { Conflict, Unavailable, Unstorable } from "../../errors.ts";
import { idOf } from "../../message.ts";
import { alertRaised, alerts, failingToSettleOnce, storeWith, taken, world } from "../../test/world.ts";

const paying = () => alerts(() => ({ publish: [alertRaised()] }));

describe("Whether the store is away", () => {
  const away = async (): Promise<never> => {
    throw new Unavailable("no primary");
  };

  it("is reported without a gap while commits fail, though reads succeed", async () => {
    const w = world();
    let broken = true;
    const running = await w.start(paying(), {}, ({ store }) => ({
      store: storeWith(store, { commit: (change) => (broken ? away() : store.commit(change)) }),
    }));
    await w.publish(taken("one"));
    await w.pass(1);
    const samples: string[] = [];
    for (let i = 0; i < 3_000; i += 1) {
      await w.pass(0.1);
      samples.push(running.troubles().join());
    }
    expect(new Set(samples)).to.deep.equal(new Set(["the store is away: no primary"]));
    broken = false;
    await w.pass(6);
    expect(running.troubles()).to.deep.equal([]);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one")] });
  });

  it("is reported without a gap while reads fail, though commits succeed", async () => {
    const w = world();
    const running = await w.start(paying(), {}, ({ store }) => ({
      store: storeWith(store, { nextTimerAt: away }),
    }));
    await w.pass(1);
    const samples: string[] = [];
    for (let i = 0; i < 100; i += 1) {
      await w.publish(taken(`m-${i}`));
      await w.pass(0.1);
      samples.push(running.troubles().join());
    }
    expect(new Set(samples)).to.deep.equal(new Set(["the store is away: no primary"]));
  });

  it("is not reported because of one message that cannot be stored", async () => {
    const w = world();
    const running = await w.start(paying(), {}, ({ store }) => ({
      store: storeWith(store, {
        async commit() {
          throw new Unstorable("too large");
        },
      }),
    }));
    await w.publish(taken("one"));
    const samples: string[] = [];
    for (let i = 0; i < 100; i += 1) {
      await w.pass(0.01);
      samples.push(running.troubles().join());
    }
    expect(new Set(samples)).to.deep.equal(new Set([""]));
    expect(w.parked()).to.have.length(1);
  });

  it("is not reported while instances conflict: a conflict is an answer", async () => {
    const w = world();
    let loads = 0;
    const running = await w.start(paying(), {}, ({ store }) => ({
      store: storeWith(store, {
        async load(ids, keys) {
          loads += 1;
          if (loads === 1) throw new Unavailable("the store is electing");
          return store.load(ids, keys);
        },
        async commit() {
          throw new Conflict("another instance was faster");
        },
      }),
    }));
    await w.publish(taken("one"));
    await w.pass(0);
    expect(running.troubles()).to.deep.equal(["the store is away: the store is electing"]);
    await w.pass(10);
    expect(running.troubles()).to.deep.equal([]);
  });

  it("is not reported because of one entry that the store refuses to settle", async () => {
    const w = world();
    const running = await w.start(paying(), {}, ({ store }) => ({
      store: storeWith(store, {
        async settle() {
          throw new Error("not authorized");
        },
      }),
    }));
    await w.publish(taken("one"));
    await w.pass(0.01);
    expect(w.hopsOf("waiting").map(({ why }) => why)).to.deep.equal(["not authorized"]);
    expect(running.troubles()).to.deep.equal([]);
  });

  it("is reported if the scheduler finds no timers, whatever the error, until it does", async () => {
    const w = world();
    let broken = true;
    const running = await w.start(paying(), {}, ({ store }) => ({
      store: storeWith(store, {
        async nextTimerAt() {
          if (broken) throw new Error("not authorized");
          return store.nextTimerAt();
        },
      }),
    }));
    await w.pass(10);
    expect(running.troubles()).to.deep.equal(["the store is away: not authorized"]);
    broken = false;
    await w.pass(1);
    expect(running.troubles()).to.deep.equal([]);
  });

  it("is probed when the failed work is not retried", async () => {
    const w = world();
    const running = await w.start(paying(), {}, ({ store }) => ({ store: failingToSettleOnce(store) }));
    await w.publish(taken("one"));
    await w.pass(0.01);
    expect(running.troubles()).to.deep.equal(["the store is away: no primary"]);
    await w.pass(0.2);
    expect(running.troubles()).to.deep.equal([]);
  });

  it("is probed by one probe, until a commit succeeds, however much has failed", async () => {
    const w = world();
    const tried: number[] = [];
    let broken = false;
    const running = await w.start(paying(), {}, ({ store }) => ({
      store: storeWith(store, {
        commit(change) {
          if (broken) tried.push(w.seconds());
          return broken ? away() : store.commit(change);
        },
        settle: (ids) => (w.seconds() > 0 ? away() : store.settle(ids)),
      }),
    }));
    await w.pass(1);
    await w.publish(taken("one"));
    await w.publish(taken("two"));
    await w.pass(0);
    expect(w.hopsOf("waiting")).to.have.length(2);
    broken = true;
    await w.pass(9);
    expect(running.troubles()).to.deep.equal(["the store is away: no primary"]);
    expect(tried).to.deep.equal([1.075, 1.225, 1.525, 2.125, 3.325, 5.725, 9.475]);
    broken = false;
    await w.pass(5);
    expect(running.troubles()).to.deep.equal([]);
  });

  it("is not probed while the failed work itself is retried", async () => {
    const w = world();
    let commits = 0;
    const running = await w.start(paying(), {}, ({ store }) => ({
      store: storeWith(store, {
        load: away,
        commit(change) {
          commits += 1;
          return store.commit(change);
        },
      }),
    }));
    await w.publish(taken("one"));
    await w.pass(30);
    expect(running.troubles()).to.deep.equal(["the store is away: no primary"]);
    expect(commits).to.equal(0);
  });

  it("counts as an outage only after half a second, and says why", async () => {
    const w = world();
    const running = await w.start(paying());
    await w.pass(1);
    w.database.setAway(true);
    await w.publish(taken("one"));
    await w.pass(0.499);
    expect(running.outage()).to.equal(undefined);
    await w.pass(0.001);
    expect(running.outage())
      .to.be.instanceOf(Unavailable)
      .with.property("message", "the store is away: the memory store is away");
    w.database.setAway(false);
    await w.pass(10);
    expect(running.outage()).to.equal(undefined);
  });

  it("no longer matters to an instance that stopped: it leaves no callback behind", async () => {
    const w = world();
    const running = await w.start(paying());
    w.database.setAway(true);
    await w.publish(taken("one"));
    await w.pass(0.3);
    await Promise.all([running.stop(100), w.pass(0.1)]);
    expect(await w.clock.runToRest({ withinMs: 0 })).to.equal(true);
  });
});
