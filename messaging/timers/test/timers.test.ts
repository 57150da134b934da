// One example per rule of a timer; hence the length.

import { expect } from "chai";
import type { Clock } from "../../clock.ts";
import { after as later } from "../../instant.ts";
import { idOf } from "../../message.ts";
import { reaction, timer } from "../../reaction.ts";
import { alerts, stationId, type Tab, tabs, taken, world } from "../../test/world.ts";

const expiry = timer<{ readonly stationId: string }>("alerts.expiry");

const onExpiry = reaction(expiry, {
  reads: (data) => ({ tab: tabs(data.stationId) }),
  react: ({ tab }, message, { now }) => ({
    save: { tab: { seen: tab?.seen ?? [], status: `expired at ${now}, due at ${message.time}` } },
  }),
});

const expiringAfter = (ms: number) =>
  alerts((_, __, now) => ({ setTimers: [expiry.at(later(now, ms), stationId, { stationId })] }), {
    reactions: [onExpiry],
  });

/** The first message sets a timer, the second cancels it. */
const cancelling = alerts(
  ({ seen }: Tab, _, now) =>
    seen.length === 1
      ? { setTimers: [expiry.at(later(now, 60_000), stationId, { stationId })] }
      : { cancelTimers: [expiry.nameFor(stationId)] },
  { reactions: [onExpiry] },
);

/** A clock whose time of day can be wrong. As with the system clock, that does not change pending waits. */
function settable(clock: Clock) {
  let wrongByMs = 0;
  return {
    set(byMs: number) {
      wrongByMs = byMs;
    },
    clock: {
      now: () => clock.now() + wrongByMs,
      at: (ms: number, callback: () => void) => clock.at(ms - wrongByMs, callback),
    },
  };
}

describe("A timer", () => {
  it("at an invalid time fails its message, and is never set", async () => {
    const never = timer<object>("alerts.never");
    const w = world();
    const reaction = { type: never.type, reads: () => ({}), react: () => ({}) };
    const wakes = () => ({ setTimers: [never.at("2016-12-31T23:59:60.000Z", stationId, {})] });
    await w.start(alerts(wakes, { reactions: [reaction] }));
    await w.publish(taken("one"));
    await w.pass(0.5);
    expect(w.hopsOf("retried")[0]?.why).to.match(/^the timer alerts.never\/.* is 2016-12-31T23:59:60.000Z: /);
    expect(w.database.dump().timers).to.deep.equal([]);
  });
});

describe("A timer", () => {
  it("fires as a message, exactly on time", async () => {
    const w = world();
    await w.start(expiringAfter(15 * 60_000 + 1));
    await w.publish(taken("one"));
    await w.pass(3_600);
    expect(w.tab()).to.have.property(
      "status",
      "expired at 2026-01-02T18:15:00.001Z, due at 2026-01-02T18:15:00.001Z",
    );
    expect(w.hopsOf("timer").map(({ lateMs }) => lateMs)).to.deep.equal([0]);
    expect(w.database.dump().timers).to.deep.equal([]);
  });

  it("fires at once if it is due at once", async () => {
    const w = world();
    await w.start(expiringAfter(-5_000));
    await w.publish(taken("one"));
    await w.pass(0);
    expect(w.tab()).to.have.property(
      "status",
      "expired at 2026-01-02T18:00:00.000Z, due at 2026-01-02T17:59:55.000Z",
    );
    expect(w.database.dump().timers).to.deep.equal([]);
  });

  it("does not fire after it was cancelled", async () => {
    const w = world();
    await w.start(cancelling);
    await w.publish(taken("one"));
    await w.pass(30);
    await w.publish(taken("two"));
    await w.pass(3_600);
    expect(w.hopsOf("timer")).to.deep.equal([]);
    expect(w.tab()).to.deep.equal({ seen: [idOf("one"), idOf("two")] });
  });

  it("does not fire if it was set and cancelled in one batch", async () => {
    const w = world();
    await w.publish(taken("one"), taken("two"));
    await w.start(cancelling);
    await w.pass(3_600);
    expect(w.hopsOf("batch")[0]?.size).to.equal(2);
    expect(w.hopsOf("timer")).to.deep.equal([]);
  });

  it("can be set again by the reaction that cancels it", async () => {
    const w = world();
    await w.start(
      alerts(
        (_, __, now) => ({
          cancelTimers: [expiry.nameFor(stationId)],
          setTimers: [expiry.at(later(now, 60_000), stationId, { stationId })],
        }),
        { reactions: [onExpiry] },
      ),
    );
    await w.publish(taken("one"));
    await w.pass(30);
    await w.publish(taken("two"));
    await w.pass(3_600);
    expect(w.tab()).to.have.property(
      "status",
      "expired at 2026-01-02T18:01:30.000Z, due at 2026-01-02T18:01:30.000Z",
    );
    expect(w.hopsOf("timer")).to.have.length(1);
  });

  it("fires once, although many instances hold it", async () => {
    const w = world();
    for (const instance of [1, 2, 3, 4]) await w.start(expiringAfter(60_000), { instance });
    await w.publish(taken("one"));
    await w.pass(120);
    expect(w.hopsOf("timer")).to.have.length(1);
    expect(w.hopsOf("handled").map(({ message }) => message.type)).to.deep.equal([
      "stations.reading-taken.v1",
      "alerts.expiry",
    ]);
  });

  it("is one message, even if it fires twice", async () => {
    const w = world();
    await w.start(expiringAfter(60_000), { instance: 1 }, ({ store }) => ({
      store: {
        ...store,
        async claimTimers(claim) {
          const timers = await store.claimTimers(claim);
          return [...timers, ...timers];
        },
      },
    }));
    await w.publish(taken("one"));
    await w.pass(120);
    expect(w.hopsOf("timer")).to.have.length(2);
    expect(w.hopsOf("duplicate")).to.have.length(1);
    expect(w.database.dump().timers).to.deep.equal([]);
  });

  it("fires when an instance starts, if none ran when it was due", async () => {
    const w = world();
    const running = await w.start(expiringAfter(60_000), { instance: 1 });
    await w.publish(taken("one"));
    await w.pass(1);
    await w.crash(running, 1);
    await w.pass(3_600);
    await w.start(expiringAfter(60_000), { instance: 2 });
    await w.pass(1);
    expect(w.hopsOf("timer").map(({ lateMs }) => lateMs)).to.deep.equal([3_541_000]);
    expect(w.tab()).to.have.property("status");
  });

  it("fires on another instance after its lease, if the one that claimed it crashed", async () => {
    const w = world();
    const running = await w.start(expiringAfter(60_000), { instance: 1 }, ({ store }) => ({
      store: {
        ...store,
        async claimTimers(claim) {
          const timers = await store.claimTimers(claim);
          return timers.length > 0 ? new Promise<never>(() => {}) : timers;
        },
      },
    }));
    await w.publish(taken("one"));
    await w.pass(61);
    await w.crash(running, 1);
    await w.start(expiringAfter(60_000), { instance: 2 });
    await w.pass(28);
    expect(w.hopsOf("timer")).to.deep.equal([]);
    await w.pass(2);
    expect(w.hopsOf("timer").map(({ lateMs }) => lateMs)).to.deep.equal([30_000]);
  });

  it("is settled by the commit of its message: that costs no further request to the store", async () => {
    const w = world();
    let settles = 0;
    await w.start(expiringAfter(1_000), {}, ({ store }) => ({
      store: {
        ...store,
        settle(ids) {
          settles += 1;
          return store.settle(ids);
        },
      },
    }));
    await w.publish(taken("one"));
    await w.pass(10);
    expect(w.tab()).to.have.property("status");
    expect(w.database.dump().timers).to.deep.equal([]);
    expect(settles).to.equal(0);
  });

  it("is late, but not lost, if the store is away", async () => {
    const w = world();
    await w.start(expiringAfter(60_000));
    await w.publish(taken("one"));
    await w.pass(30);
    w.database.setAway(true);
    await w.pass(60);
    w.database.setAway(false);
    await w.pass(10);
    expect(w.tab()).to.have.property("status");
    expect(w.hopsOf("timer")[0]?.lateMs).to.be.within(30_000, 36_000);
  });

  it("is at most one sweep late if the time of day was wrong for a moment", async () => {
    const w = world();
    const wall = settable(w.clock);
    await w.start(expiringAfter(30_000), {}, () => ({ clock: wall.clock }));
    wall.set(-5 * 60_000);
    await w.pass(10);
    wall.set(0);
    await w.publish(taken("one"));
    await w.pass(120);
    expect(w.hopsOf("timer")[0]?.lateMs).to.be.at.most(5_000);
  });

  it("goes through the retry tiers if its reaction fails", async () => {
    const w = world();
    let broken = true;
    const fragile = reaction(expiry, {
      reads: (data) => ({ tab: tabs(data.stationId) }),
      react: ({ tab }) => {
        if (broken) throw new Error("not now");
        return { save: { tab: { seen: tab?.seen ?? [], status: "expired" } } };
      },
    });
    await w.start(
      alerts((_, __, now) => ({ setTimers: [expiry.at(later(now, 60_000), stationId, { stationId })] }), {
        reactions: [fragile],
      }),
    );
    await w.publish(taken("one"));
    await w.pass(62);
    broken = false;
    await w.pass(60);
    expect(w.parked()).to.deep.equal([]);
    expect(w.tab()).to.have.property("status", "expired");
    expect(w.database.dump().timers).to.deep.equal([]);
  });

  it("is not overlooked if it becomes due during a sweep", async () => {
    const w = world();
    await w.start(expiringAfter(200), {}, ({ store }) => ({
      store: {
        ...store,
        async nextTimerAt() {
          const next = await store.nextTimerAt();
          await w.takes(500);
          return next;
        },
      },
    }));
    await w.pass(0.1);
    await w.publish(taken("one"));
    await w.pass(2);
    expect(w.hopsOf("timer").map(({ lateMs }) => lateMs)).to.deep.equal([200]);
  });

  it("does not trigger the sweep for abandoned entries, which runs every 5 s", async () => {
    const w = world();
    let sweeps = 0;
    const setTimers = Array.from({ length: 60 }, (_, i) =>
      expiry.at(later("2026-01-02T18:00:00.000Z", i * 1_000), `${stationId}-${i}`, { stationId }),
    );
    await w.start(
      alerts(() => ({ setTimers }), { reactions: [onExpiry] }),
      {},
      ({ store }) => ({
        store: {
          ...store,
          claimEvents(claim) {
            sweeps += 1;
            return store.claimEvents(claim);
          },
        },
      }),
    );
    await w.publish(taken("one"));
    await w.pass(60);
    expect(w.hopsOf("timer")).to.have.length(60);
    expect(sweeps).to.be.within(12, 13);
  });

  it("is on time, even if 450 are due at once", async () => {
    const w = world();
    const setTimers = Array.from({ length: 450 }, (_, i) =>
      expiry.at("2026-01-02T18:01:00.000Z", `${stationId}-${i}`, { stationId }),
    );
    await w.start(alerts(() => ({ setTimers }), { reactions: [onExpiry] }));
    await w.publish(taken("one"));
    await w.pass(61);
    expect(w.hopsOf("timer").map(({ lateMs }) => lateMs)).to.deep.equal(setTimers.map(() => 0));
  });

  it("is on time, even if a thousand are due one after another", async () => {
    const w = world();
    await w.start(
      alerts(
        ({ seen }, { subject }, now) => ({
          setTimers: [expiry.at(later(now, seen.length * 100), `${subject}-${seen.length}`, { stationId })],
        }),
        { reactions: [onExpiry] },
      ),
    );
    await w.publish(...Array.from({ length: 1_000 }, (_, i) => taken(`m-${i}`)));
    await w.pass(101);
    expect(w.hopsOf("timer")).to.have.length(1_000);
    expect(Math.max(...w.hopsOf("timer").map(({ lateMs }) => lateMs))).to.equal(0);
    expect(w.database.dump().timers).to.deep.equal([]);
  });
});
