import { expect } from "chai";
import fc from "fast-check";
import { type Box, placeTip } from "../../model/map/tip-place.ts";

const tip = { width: 300, height: 150 };
const screen = { width: 1_440, height: 900 };

const isApart = (one: Box, other: Box): boolean =>
  one.left + one.width <= other.left ||
  other.left + other.width <= one.left ||
  one.top + one.height <= other.top ||
  other.top + other.height <= one.top;

describe("The place of an explanation", () => {
  const card = { left: 600, top: 300, width: 180, height: 120 };
  const database = { left: 616, top: 340, width: 150, height: 36 };

  it("is beside the box that the part belongs to, so that outbox and timers below it can be read next", () => {
    const box = placeTip(tip, { part: database, frame: card, others: [], screen });
    expect(isApart(box, card)).to.equal(true);
    expect(box.top).to.equal(140);
  });

  it("is on the side where it covers no neighbor", () => {
    const above = { left: 500, top: 100, width: 400, height: 150 };
    const right = { left: 850, top: 300, width: 180, height: 120 };
    const box = placeTip(tip, { part: database, frame: card, others: [above, right], screen });
    for (const neighbor of [above, right, card]) expect(isApart(box, neighbor)).to.equal(true);
  });

  it("is a little off the box where something narrow stands all around it", () => {
    const narrow = [
      { left: 575, top: 275, width: 20, height: 170 },
      { left: 785, top: 275, width: 20, height: 170 },
      { left: 575, top: 275, width: 230, height: 20 },
      { left: 575, top: 425, width: 230, height: 20 },
    ];
    const box = placeTip(tip, { part: database, frame: card, others: narrow, screen });
    for (const neighbor of [...narrow, card]) expect(isApart(box, neighbor)).to.equal(true);
  });

  it("never covers the box, and is on the screen, wherever the box is", () => {
    const frames = fc.record({
      left: fc.integer({ min: 0, max: 1_200 }),
      top: fc.integer({ min: 0, max: 700 }),
      width: fc.integer({ min: 20, max: 240 }),
      height: fc.integer({ min: 20, max: 200 }),
    });
    fc.assert(
      fc.property(frames, fc.array(frames), (frame, others) => {
        const part = { left: frame.left + 4, top: frame.top + 4, width: 12, height: 12 };
        const box = placeTip(tip, { part, frame, others, screen });
        expect(isApart(box, frame)).to.equal(true);
        expect(box.left).to.be.within(0, screen.width - box.width);
        expect(box.top).to.be.within(0, screen.height - box.height);
      }),
    );
  });

  it("is above or below the part on a telephone, whose whole width the box takes", () => {
    const narrow = { width: 390, height: 844 };
    const panel = { left: 0, top: 0, width: 390, height: 2_000 };
    const part = { left: 20, top: 500, width: 100, height: 20 };
    const box = placeTip(tip, { part, frame: panel, others: [], screen: narrow });
    expect(box).to.deep.equal({ ...tip, left: 8, top: 340 });
  });
});
