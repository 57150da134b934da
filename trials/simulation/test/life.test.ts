import { expect } from "chai";
import { virtualClock } from "#messaging/memory/clock.ts";
import { createLife } from "../process.ts";

const began = Date.parse("2026-01-02T18:00:00.000Z");

describe("A process", () => {
  it("that stands still takes notice when it wakes up, in the order in which things happened", () => {
    const life = createLife(virtualClock());
    const heard: string[] = [];
    life.pause();
    life.reach(() => heard.push("first"));
    life.reach(() => heard.push("second"));

    expect(heard).to.deep.equal([]);
    life.wake();

    expect(heard).to.deep.equal(["first", "second"]);
  });

  it("that is dead takes notice of nothing", () => {
    const life = createLife(virtualClock());
    const heard: string[] = [];
    life.pause();
    life.reach(() => heard.push("before"));
    life.end();
    life.wake();
    life.reach(() => heard.push("after"));

    expect(heard).to.deep.equal([]);
  });

  it("with a clock that is ahead does nothing earlier that it waits for already", async () => {
    const clock = virtualClock();
    const life = createLife(clock);
    const rang: number[] = [];
    life.clock.at(began + 1_000, () => rang.push(clock.now() - began));
    life.setClock(60_000);

    expect(life.clock.now()).to.equal(began + 60_000);
    await clock.advance(5_000);

    expect(rang).to.deep.equal([1_000]);
  });

  it("with a clock that was set back waits until that clock has come so far", async () => {
    const clock = virtualClock();
    const life = createLife(clock);
    const rang: number[] = [];
    life.clock.at(began + 1_000, () => rang.push(clock.now() - began));
    life.setClock(-3_000);
    await clock.advance(5_000);

    expect(rang).to.deep.equal([4_000]);
  });

  it("that cancels a timer in its sleep does not hear it", async () => {
    const clock = virtualClock();
    const life = createLife(clock);
    const rang: string[] = [];
    const cancel = life.clock.at(began + 1_000, () => rang.push("rang"));
    life.pause();
    await clock.advance(2_000);
    cancel();
    life.wake();

    expect(rang).to.deep.equal([]);
  });
});
