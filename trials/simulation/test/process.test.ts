import { expect } from "chai";
import { virtualClock } from "#messaging/memory/clock.ts";
import { createProcess } from "../environment/process.ts";

const began = Date.parse("2026-01-02T18:00:00.000Z");

describe("A process", () => {
  it("that is paused runs its callbacks when it resumes, in order", () => {
    const process = createProcess(virtualClock());
    const heard: string[] = [];
    process.pause();
    process.reach(() => heard.push("first"));
    process.reach(() => heard.push("second"));

    expect(heard).to.deep.equal([]);
    process.wake();

    expect(heard).to.deep.equal(["first", "second"]);
  });

  it("that is dead runs no callbacks", () => {
    const process = createProcess(virtualClock());
    const heard: string[] = [];
    process.pause();
    process.reach(() => heard.push("before"));
    process.end();
    process.wake();
    process.reach(() => heard.push("after"));

    expect(heard).to.deep.equal([]);
  });

  it("whose clock jumps ahead does not run pending timers early", async () => {
    const clock = virtualClock();
    const process = createProcess(clock);
    const rang: number[] = [];
    process.clock.at(began + 1_000, () => rang.push(clock.now() - began));
    process.skewClock(60_000);

    expect(process.clock.now()).to.equal(began + 60_000);
    await clock.advance(5_000);

    expect(rang).to.deep.equal([1_000]);
  });

  it("whose clock is set back runs a timer when that clock reaches it", async () => {
    const clock = virtualClock();
    const process = createProcess(clock);
    const rang: number[] = [];
    process.clock.at(began + 1_000, () => rang.push(clock.now() - began));
    process.skewClock(-3_000);
    await clock.advance(5_000);

    expect(rang).to.deep.equal([4_000]);
  });

  it("does not run a timer that was cancelled while it was paused", async () => {
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
