import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect } from "chai";
import fc from "fast-check";
import { createAgenda } from "../agenda.ts";
import { createHeap } from "../heap.ts";

/** Takes out everything due by `ms`, and runs it. */
function runAll(agenda: ReturnType<typeof createAgenda>, ms: number): void {
  for (let due = agenda.take(ms); due; due = agenda.take(ms)) due();
}

describe("An agenda", () => {
  it("has nothing to do at first", () => {
    const agenda = createAgenda();
    expect(agenda.next()).to.equal(undefined);
    expect(agenda.take(Number.POSITIVE_INFINITY)).to.equal(undefined);
  });

  it("hands out what is due, and keeps the rest", () => {
    const agenda = createAgenda();
    const ran: string[] = [];
    agenda.add(20, () => ran.push("later"));
    agenda.add(10, () => ran.push("sooner"));
    runAll(agenda, 10);
    expect(ran).to.deep.equal(["sooner"]);
    expect(agenda.next()).to.equal(20);
  });

  it("keeps the order of the calls where the times are equal, however many there are", () => {
    const agenda = createAgenda();
    const ran: number[] = [];
    const names = Array.from({ length: 100 }, (_, i) => i);
    for (const name of names) agenda.add(7, () => ran.push(name));
    runAll(agenda, 7);
    expect(ran).to.deep.equal(names);
  });

  it("does what a sorted list would do, whatever was added and struck out", () => {
    const step = fc.record({ ms: fc.integer({ min: 0, max: 5 }), strikesOut: fc.option(fc.nat()) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const agenda = createAgenda();
        const ran: number[] = [];
        const strikes: (() => void)[] = [];
        const struck = new Set<number>();
        for (const [name, { ms, strikesOut }] of steps.entries()) {
          strikes.push(agenda.add(ms, () => ran.push(name)));
          if (strikesOut === null) continue;
          const which = strikesOut % strikes.length;
          strikes[which]?.();
          struck.add(which);
        }
        const left = [...steps.entries()].filter(([name]) => !struck.has(name));
        const sorted = left.sort(([a, of], [b, other]) => of.ms - other.ms || a - b);
        expect(agenda.next()).to.equal(sorted[0]?.[1].ms);
        runAll(agenda, 5);
        expect(ran).to.deep.equal(sorted.map(([name]) => name));
      }),
    );
  });

  it("forgets what was struck out long before its time: a service sets and cancels timers for years", () => {
    setFlagsFromString("--expose-gc");
    const collectGarbage: () => void = runInNewContext("gc");
    const agenda = createAgenda();
    const held = (): number => {
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    const before = held();
    let strikes = Array.from({ length: 100_000 }, (_, i) => agenda.add(1e9 + i, () => {}));
    for (const strikeOut of strikes) strikeOut();
    strikes = [];
    // A hundred thousand items are some 5 MB; nothing else happens between the two collections.
    expect(held() - before).to.be.below(2_500_000);
    expect(agenda.next()).to.equal(undefined);
  });
});

describe("A heap", () => {
  it("hands out the least that is current, whatever was put in, taken out and outdated before", () => {
    const items = fc.array(fc.integer({ min: -50, max: 50 }), { maxLength: 100 });
    fc.assert(
      fc.property(
        items,
        items,
        fc.nat(60),
        fc.integer({ min: 1, max: 5 }),
        (first, second, taken, divisor) => {
          let isCurrent = (_: number) => true;
          const heap = createHeap<number>(
            (a, b) => a < b,
            (item) => isCurrent(item),
          );
          for (const item of first) heap.push(item);
          for (let i = 0; i < taken; i += 1) heap.pop();
          isCurrent = (item) => item % divisor === 0;
          heap.compact(0);
          for (const item of second) heap.push(item);
          const expected = first
            .sort((a, b) => a - b)
            .slice(taken)
            .concat(second)
            .filter(isCurrent)
            .sort((a, b) => a - b);
          const handedOut = expected.map(() => {
            const least = heap.peek();
            heap.pop();
            return least;
          });
          expect(handedOut).to.deep.equal(expected);
          expect(heap.peek()).to.equal(undefined);
        },
      ),
    );
  });
});
