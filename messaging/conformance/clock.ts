import { expect } from "chai";
import { type Clock, pause } from "../clock.ts";

export interface ClockHarness {
  readonly clock: Clock;
  /** Resolves when `ms` milliseconds of the clock's time have passed. */
  pass(ms: number): Promise<void>;
}

/** The behavior that every clock must have. The delays are short, because a clock may be real. */
export function clockConformance(name: string, start: () => ClockHarness): void {
  describe(`Clock, as ${name}`, () => {
    it("runs a callback when it is due, not earlier", async () => {
      const { clock, pass } = start();
      const due = clock.now() + 20;
      const seen: number[] = [];
      clock.at(due, () => seen.push(clock.now()));
      await pass(40);
      expect(seen).to.have.length(1);
      expect(seen[0]).to.be.at.least(due);
    });

    it("runs callbacks in the order of their times", async () => {
      const { clock, pass } = start();
      const now = clock.now();
      const seen: string[] = [];
      clock.at(now + 30, () => seen.push("third"));
      clock.at(now + 10, () => seen.push("first"));
      clock.at(now + 20, () => seen.push("second"));
      await pass(50);
      expect(seen).to.deep.equal(["first", "second", "third"]);
    });

    it("runs callbacks with the same due time in the order in which they were added", async () => {
      const { clock, pass } = start();
      const due = clock.now() + 10;
      const seen: string[] = [];
      clock.at(due, () => seen.push("a"));
      clock.at(due, () => seen.push("b"));
      clock.at(due, () => seen.push("c"));
      await pass(30);
      expect(seen).to.deep.equal(["a", "b", "c"]);
    });

    it("runs an overdue callback soon, but never before the call returns", async () => {
      const { clock, pass } = start();
      const seen: string[] = [];
      clock.at(clock.now() - 1_000, () => seen.push("overdue"));
      seen.push("returned");
      await pass(20);
      expect(seen).to.deep.equal(["returned", "overdue"]);
    });

    it("does not run a cancelled callback; cancelling twice is no error", async () => {
      const { clock, pass } = start();
      const seen: string[] = [];
      const cancel = clock.at(clock.now() + 10, () => seen.push("cancelled"));
      clock.at(clock.now() + 10, () => seen.push("kept"));
      cancel();
      cancel();
      await pass(30);
      expect(seen).to.deep.equal(["kept"]);
    });

    it("lets a callback cancel another with the same due time", async () => {
      const { clock, pass } = start();
      const due = clock.now() + 10;
      const seen: string[] = [];
      const cancel = { second: () => {} };
      clock.at(due, () => cancel.second());
      cancel.second = clock.at(due, () => seen.push("second"));
      await pass(30);
      expect(seen).to.deep.equal([]);
    });

    it("ignores a cancellation that is too late", async () => {
      const { clock, pass } = start();
      const seen: string[] = [];
      const cancel = clock.at(clock.now() + 10, () => seen.push("ran"));
      await pass(30);
      cancel();
      expect(seen).to.deep.equal(["ran"]);
    });

    it("lets a callback add the next one", async () => {
      const { clock, pass } = start();
      const due = clock.now() + 10;
      const seen: string[] = [];
      clock.at(due, () => {
        seen.push("first");
        clock.at(due + 10, () => seen.push("next"));
      });
      await pass(40);
      expect(seen).to.deep.equal(["first", "next"]);
    });

    it("does not run a callback that is due in sixty days", async () => {
      const { clock, pass } = start();
      const seen: string[] = [];
      const cancel = clock.at(clock.now() + 60 * 86_400_000, () => seen.push("too early"));
      await pass(20);
      cancel();
      expect(seen).to.deep.equal([]);
    });

    it("pauses for the given time", async () => {
      const { clock, pass } = start();
      const due = clock.now() + 20;
      const seen: number[] = [];
      const paused = pause(clock, 20, new AbortController().signal).then(() => seen.push(clock.now()));
      await pass(40);
      await paused;
      expect(seen[0]).to.be.at.least(due);
    });

    it("ends a pause when it is aborted", async () => {
      const { clock } = start();
      const controller = new AbortController();
      const paused = pause(clock, 60_000, controller.signal);
      controller.abort();
      await paused;
    });
  });
}
