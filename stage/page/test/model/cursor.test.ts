import { expect } from "chai";
import fc from "fast-check";
import { anOrder, played } from "../../../browser/test/played.ts";
import { cursorOf } from "../../model/timeline/cursor.ts";
import { timelineLayout } from "../../model/timeline/layout.ts";
import { createOrderIndex } from "../../model/timeline/order-index.ts";

const minute = 60_000;

/** The picture of the first of two orders, of which the second comes two hours later. */
async function firstOfTwo() {
  const { began, log } = await played({
    actions: [
      { at: 0, action: { do: "away", what: "provider" } },
      { at: 0, action: anOrder },
      { at: 2 * minute, action: { do: "back", what: "provider" } },
      { at: 120 * minute, action: anOrder },
    ],
  });
  const [orderId = ""] = log.present.orders.keys();
  const layout = timelineLayout(log, createOrderIndex(log, log.first).positionsOf(orderId), 900);
  return { began, log, layout, at: (now: number) => cursorOf(layout, now, log.positionAt(now)) };
}

describe("The cursor of the timeline", () => {
  let shown: Awaited<ReturnType<typeof firstOfTwo>>;
  before(async () => {
    shown = await firstOfTwo();
  });

  it("stands where the clock is: on its way through a wait, and after all words at the end of the picture", () => {
    const { at, began, layout } = shown;
    const [fold] = layout.folds.filter(({ text }) => text.startsWith("20 min"));
    const cooking = layout.moments.findLast(({ to }) => to < (fold?.x ?? 0));
    const half = at((cooking?.at ?? 0) + 10 * minute);
    expect(half.x).to.be.within((fold?.x ?? 0) - 1, (fold?.x ?? 0) + 1);
    expect(half.fold).to.equal(undefined);

    const later = at(began.at + 120 * minute - 1);
    expect(later.fold?.text).to.match(/^1 h .* later$|^\d+ min later$/);
    expect(later.fold?.x).to.be.above(Math.max(...layout.marks.map(({ x }) => x)));
    expect(later.x).to.be.above(later.fold?.x ?? 0);
  });

  it("stands at the last of the marks of its millisecond that have happened", () => {
    const { layout, log } = shown;
    const [away, order] = layout.marks;
    const { at } = log.entry(order?.position ?? 0) ?? { at: 0 };
    expect(cursorOf(layout, at, order?.position ?? 0).x).to.equal(away?.x);
    expect(cursorOf(layout, at, (order?.position ?? 0) + 1).x).to.equal(order?.x);
  });

  it("moves only forward with time, passes no mark of a later time, and has passed all of an earlier one", () => {
    const { at, began, layout } = shown;
    const time = fc.integer({ min: began.at - minute, max: began.at + 150 * minute });
    const near = fc
      .constantFrom(...layout.moments)
      .chain((one) => fc.integer({ min: one.at - 3, max: one.at + 3 }));
    const now = fc.oneof(time, near);
    fc.assert(
      fc.property(now, now, (one, other) => {
        const [before, after] = [at(Math.min(one, other)).x, at(Math.max(one, other)).x];
        expect(before).to.be.at.most(after);
        const later = layout.moments.find((moment) => moment.at > one);
        const earlier = layout.moments.findLast((moment) => moment.at < one);
        if (later) expect(at(one).x).to.be.at.most(later.from);
        if (earlier) expect(at(one).x).to.be.at.least(earlier.to);
      }),
    );
  });
});
