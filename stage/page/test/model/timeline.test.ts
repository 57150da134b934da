import { expect } from "chai";
import fc from "fast-check";
import type { Entry } from "../../../narrative/entry.ts";
import { edgeBetweenWords } from "../../model/timeline/edges.ts";
import { labelsOf, rangeOf } from "../../model/timeline/labels.ts";
import { scaleOf } from "../../model/timeline/scale.ts";

const minute = 60_000;

describe("The scale of the timeline", () => {
  it("leaves long waits out, says how long each is, and when it goes on", () => {
    const { folds, stretches } = scaleOf([0, 100, 20 * minute, 20 * minute + 50, 21 * minute], 900, 0.8);
    expect(folds.map(({ text }) => text)).to.deep.equal(["20 min later", "1 min later"]);
    expect(stretches.map(({ at }) => at)).to.deep.equal([0, 20 * minute, 21 * minute]);
  });

  it("keeps the order of moments, the room that each needs, and that for the words of each fold", () => {
    const moments = fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(
        moments,
        fc.integer({ min: 300, max: 3_000 }),
        fc.constantFrom(0.45, 0.8),
        fc.constantFrom(0, 14, 28),
        (at, room, least, own) => {
          const { folds, stretches, width, xOf } = scaleOf(at, room, least, () => own);
          const xs = [...new Set(at)].sort((a, b) => a - b).map(xOf);
          expect(xs.every((x, i) => i === 0 || x > (xs[i - 1] ?? 0) + own)).to.equal(true);
          expect((xs.at(-1) ?? 0) + own).to.be.below(width);
          expect(stretches).to.have.length(folds.length + 1);
          for (const { text, x } of folds) {
            const [before = 0, after = 0] = [xs.findLast((one) => one < x), xs.find((one) => one > x)];
            expect(after - before).to.be.at.least(text.length * 5);
          }
        },
      ),
    );
  });
});

/** A hop that saved an order with a status. */
function handledWith(status: string): Entry {
  const saved = [{ key: "orders/1", status }];
  const did = { saved, called: [], published: [], timersSet: [], timersCancelled: [] };
  const message = { id: "1", type: "orders.place-order", subject: "1", correlationId: "1", causationId: "1" };
  return { at: 0, kind: "handled", service: "orders", instance: 1, message, did } as never;
}

describe("The labels of the timeline", () => {
  const killed = { at: 0, kind: "killed", service: "orders", instance: 1 } as const;
  const back = { at: 0, kind: "back", what: "broker" } as const;
  const guarantee = { at: 0, kind: "guarantee", name: "dedup", isOn: false } as const;

  it("run over no other label, and over no mark of a fault in their lane", () => {
    const entry = fc.constantFrom<Entry>(
      killed,
      back,
      guarantee,
      handledWith("paid"),
      handledWith("cooking"),
    );
    const mark = fc.record({ lane: fc.nat(2), x: fc.nat(600), entry, isStep: fc.boolean() });
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 30 }), (drawn) => {
        const marks = drawn.map((one, slot) => ({ ...one, slot })).sort((a, b) => a.x - b.x);
        const labels = labelsOf(marks);
        const ranges = marks.flatMap(({ lane, slot, x }) => {
          const label = labels.get(slot);
          return label
            ? [{ slot, place: `${lane} ${label.isBelow}`, ...rangeOf(x, label.text, label.isBefore) }]
            : [];
        });
        for (const { from, place, slot, to } of ranges) {
          const others = ranges.filter((one) => one.slot !== slot && one.place === place);
          expect(others.filter((one) => from < one.to && one.from < to)).to.deep.equal([]);
          const faults = marks.filter(
            (one) => one.entry.kind !== "handled" && one.slot !== slot && `${one.lane} false` === place,
          );
          expect(faults.filter(({ x }) => from < x && x < to)).to.deep.equal([]);
          const [lane = 0, isBelow] = [Number(place.split(" ")[0]), place.endsWith("true")];
          const inGap = ranges.filter((one) => isBelow && one.place === `${lane + 1} false`);
          expect(inGap.filter((one) => from < one.to && one.from < to)).to.deep.equal([]);
          const steps = marks.filter(({ isStep, lane }) => isStep && `${lane} true` === place);
          expect(steps.filter(({ x }) => from < x && x < to)).to.deep.equal([]);
        }
      }),
    );
  });

  it("goes below its lane where the mark of a kill follows", () => {
    const labels = labelsOf([
      { slot: 0, lane: 1, x: 20, entry: handledWith("awaiting-payment") },
      { slot: 1, lane: 1, x: 60, entry: killed },
    ]);
    expect([...labels.values()]).to.have.deep.members([
      { text: "killed", isBelow: false, isBefore: false },
      { text: "awaiting payment", isBelow: true, isBefore: false },
    ]);
  });

  it("follow each other in one label where only one has room", () => {
    const awaiting = handledWith("awaiting-confirmation");
    const labels = labelsOf([
      { slot: 0, lane: 2, x: 60, entry: awaiting },
      { slot: 1, lane: 2, x: 80, entry: awaiting },
      { slot: 2, lane: 3, x: 100, entry: handledWith("checking") },
      { slot: 3, lane: 3, x: 115, entry: handledWith("cooking") },
    ]);
    expect(labels.get(2)).to.deep.equal({ text: "checking, cooking", isBelow: true, isBefore: false });
    expect(labels.has(3)).to.equal(false);
  });

  it("say first which order it is, where several are drawn", () => {
    const labels = labelsOf([
      { slot: 0, lane: 1, x: 100, entry: handledWith("awaiting-payment") },
      { slot: 1, lane: 1, x: 110, entry: handledWith("awaiting-payment"), name: "#7" },
    ]);
    expect(labels.get(1)?.text).to.equal("#7 awaiting payment");
  });

  it("move the edge no further back than it may", () => {
    const label = { text: "awaiting confirmation", isBelow: false, isBefore: false };
    const marks = Array.from({ length: 9 }, (_, i) => ({ x: i * 100, label }));
    const chain = { folds: [], stretches: [], marks: marks as never };
    expect(edgeBetweenWords(chain, 790)).to.be.below(300);
    expect(edgeBetweenWords(chain, 790, 500)).to.equal(790);
  });

  it("are cut by no edge to which the timeline scrolls by itself", () => {
    const entry = fc.constantFrom(killed, back, guarantee);
    const mark = fc.record({ lane: fc.nat(2), x: fc.nat(600), entry });
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 30 }), fc.nat(600), (drawn, wanted) => {
        const placed = drawn.map((one, slot) => ({ ...one, slot }));
        const labels = labelsOf(placed);
        const marks = placed.map((one) => ({ ...one, label: labels.get(one.slot) }));
        const edge = edgeBetweenWords({ folds: [], stretches: [], marks: marks as never }, wanted);
        expect(edge).to.be.at.most(wanted);
        for (const { label, x } of marks) {
          const { from, to } = rangeOf(x, label?.text ?? "", label?.isBefore ?? false);
          expect(from < edge && edge < to).to.equal(false);
        }
      }),
    );
  });
});
