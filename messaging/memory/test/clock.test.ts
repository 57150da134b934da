import { expect } from "chai";
import { clockConformance } from "../../conformance/clock.ts";
import { systemClock } from "../../timers/system-clock.ts";
import { virtualClock } from "../clock.ts";

clockConformance("the system clock", () => {
  const clock = systemClock();
  return { clock, pass: (ms) => new Promise((resolve) => clock.at(clock.now() + ms, resolve)) };
});

clockConformance("a virtual clock", () => {
  const clock = virtualClock();
  return { clock, pass: (ms) => clock.advance(ms) };
});

describe("The system clock, when the machine's clock is set", () => {
  const { now } = Date;
  afterEach(() => {
    Date.now = now;
  });

  it("does not delay a pending callback when it is set back", async () => {
    const clock = systemClock();
    const rung = new Promise((resolve) => clock.at(clock.now() + 30, () => resolve("rung")));
    Date.now = () => now() - 300_000;

    expect(await rung).to.equal("rung");
  });

  it("is on time for a callback added while the clock was wrong", async () => {
    const clock = systemClock();
    Date.now = () => now() + 300_000;
    const rung = new Promise((resolve) => clock.at(clock.now() + 30, () => resolve("rung")));
    await new Promise((resolve) => setImmediate(resolve));
    Date.now = now;

    expect(await rung).to.equal("rung");
  });
});

describe("A virtual clock", () => {
  it("stands still until it is run", async () => {
    const clock = virtualClock({ startAt: "2026-01-02T03:04:05.678Z" });
    await new Promise((resolve) => setImmediate(resolve));
    expect(clock.now()).to.equal(Date.parse("2026-01-02T03:04:05.678Z"));
  });

  it("is exact", async () => {
    const clock = virtualClock({ startAt: "2026-01-02T03:00:00.000Z" });
    const seen: string[] = [];
    clock.at(clock.now() + 1_500, () => seen.push(new Date(clock.now()).toISOString()));
    await clock.advance(60_000);
    expect(seen).to.deep.equal(["2026-01-02T03:00:01.500Z"]);
    expect(clock.now()).to.equal(Date.parse("2026-01-02T03:01:00.000Z"));
  });

  it("settles the promises of one instant before the next", async () => {
    const clock = virtualClock();
    const start = clock.now();
    const seen: string[] = [];
    const hops = async () => {
      for (let hop = 1; hop <= 50; hop += 1) await undefined;
      seen.push(`after 50 promises at ${clock.now() - start}`);
    };
    clock.at(start + 10, () => void hops());
    clock.at(start + 11, () => seen.push(`next at ${clock.now() - start}`));
    await clock.advance(20);
    expect(seen).to.deep.equal(["after 50 promises at 10", "next at 11"]);
  });

  it("runs until a condition is true, and no further", async () => {
    const clock = virtualClock();
    const start = clock.now();
    let ticks = 0;
    const tick = () => {
      ticks += 1;
      clock.at(clock.now() + 5_000, tick);
    };
    clock.at(start + 5_000, tick);
    await clock.runUntil(() => ticks === 3);
    expect(clock.now() - start).to.equal(15_000);
  });

  it("rejects if a condition does not become true in time", async () => {
    const clock = virtualClock();
    const failed = await clock.runUntil(() => false, { withinMs: 1_000 }).catch(({ message }) => message);
    expect(failed).to.match(/^not true within 1000 ms of virtual time: .*false$/);
  });

  it("comes to rest when no callback is left", async () => {
    const clock = virtualClock();
    const start = clock.now();
    clock.at(start + 3_600_000, () => {});
    expect(await clock.runToRest()).to.equal(true);
    expect(clock.now() - start).to.equal(3_600_000);
  });

  it("does not come to rest while a callback repeats itself", async () => {
    const clock = virtualClock();
    const start = clock.now();
    const again = () => void clock.at(clock.now() + 5_000, again);
    again();
    expect(await clock.runToRest({ withinMs: 12_000 })).to.equal(false);
    expect(clock.now() - start).to.equal(12_000);
  });

  it("refuses a second run while one is in progress", async () => {
    const clock = virtualClock();
    const first = clock.advance(10);
    const second = await clock.advance(10).catch((error: Error) => error.message);
    await first;
    expect(second).to.equal("this virtual clock is already running: await one call before the next");
  });

  it("runs five hours of fifteen sweepers, 54,000 callbacks, in seconds at most", async () => {
    const clock = virtualClock();
    let ran = 0;
    const sweep = () => {
      ran += 1;
      clock.at(clock.now() + 5_000, sweep);
    };
    Array.from({ length: 15 }, (_, i) => clock.at(clock.now() + i * 7, sweep));
    await clock.advance(5 * 3_600_000 - 1);
    expect(ran).to.equal(54_000);
  });
});
