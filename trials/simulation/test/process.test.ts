import { expect } from "chai";
import { virtualClock } from "#messaging/memory/clock.ts";
import { createProcess } from "../process.ts";

const began = Date.parse("2026-01-02T18:00:00.000Z");

describe("A process", () => {
  it("that stands still takes notice when it wakes up, in the order in which things happened", () => {
    const process = createProcess(virtualClock());
    const heard: string[] = [];
    process.pause();
    process.reach(() => heard.push("first"));
    process.reach(() => heard.push("second"));

    expect(heard).to.deep.equal([]);
    process.wake();

    expect(heard).to.deep.equal(["first", "second"]);
  });

  it("that is dead takes notice of nothing", () => {
    const process = createProcess(virtualClock());
    const heard: string[] = [];
    process.pause();
    process.reach(() => heard.push("before"));
    process.end();
    process.wake();
    process.reach(() => heard.push("after"));

    expect(heard).to.deep.equal([]);
  });

  it("with a clock that is ahead does nothing earlier that it waits for already", async () => {
    const clock = virtualClock();
    const process = createProcess(clock);
    const rang: number[] = [];
    process.clock.at(began + 1_000, () => rang.push(clock.now() - began));
    process.skewClock(60_000);

    expect(process.clock.now()).to.equal(began + 60_000);
    await clock.advance(5_000);

    expect(rang).to.deep.equal([1_000]);
  });

  it("with a clock that was set back waits until that clock has come so far", async () => {
    const clock = virtualClock();
    const process = createProcess(clock);
    const rang: number[] = [];
    process.clock.at(began + 1_000, () => rang.push(clock.now() - began));
    process.skewClock(-3_000);
    await clock.advance(5_000);

    expect(rang).to.deep.equal([4_000]);
  });

  it("that cancels a timer in its sleep does not hear it", async () => {
    const clock = virtualClock();
    const process = createProcess(clock);
    const rang: string[] = [];
    const cancel = process.clock.at(began + 1_000, () => rang.push("rang"));
    process.pause();
    await clock.advance(2_000);
    cancel();
    process.wake();

    expect(rang).to.deep.equal([]);
  });
});
