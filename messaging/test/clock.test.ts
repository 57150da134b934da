import { getEventListeners } from "node:events";
import { expect } from "chai";
import { pause } from "../clock.ts";
import { virtualClock } from "../memory/clock.ts";

describe("A pause", () => {
  it("ends after its time", async () => {
    const clock = virtualClock({ startAt: "2026-01-02T18:00:00.000Z" });
    const began = clock.now();
    const paused = pause(clock, 250, new AbortController().signal).then(() => clock.now() - began);
    await clock.advance(1_000);
    expect(await paused).to.equal(250);
  });

  it("shares one abort listener with all others, since thousands may wait", async () => {
    const clock = virtualClock({ startAt: "2026-01-02T18:00:00.000Z" });
    const stopping = new AbortController();
    const paused = Array.from({ length: 100 }, () => pause(clock, 1_000, stopping.signal));
    expect(getEventListeners(stopping.signal, "abort")).to.have.length(1);
    await clock.advance(1_000);
    await Promise.all(paused);
  });

  it("ends at once when it is aborted, and leaves nothing behind", async () => {
    const clock = virtualClock({ startAt: "2026-01-02T18:00:00.000Z" });
    const stopping = new AbortController();
    const paused = [pause(clock, 1_000, stopping.signal), pause(clock, 2_000, stopping.signal)];
    stopping.abort();
    await Promise.all([...paused, pause(clock, 3_000, stopping.signal)]);
    expect(await clock.runToRest({ withinMs: 0 })).to.equal(true);
  });
});
