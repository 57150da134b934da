import { expect } from "chai";
import { anOrder, played } from "../../../browser/test/played.ts";
import type { NarrativeLog } from "../../../narrative/log.ts";
import { lanes, timelineLayout } from "../../model/timeline/layout.ts";
import { createOrderIndex } from "../../model/timeline/order-index.ts";
import { reachedIn } from "../../model/timeline/picture.ts";

/** The timeline of the first order in a log. */
function timelineOf(log: NarrativeLog) {
  const [orderId = ""] = log.present.orders.keys();
  return timelineLayout(log, createOrderIndex(log, log.first).positionsOf(orderId), 1_200);
}

describe("The marks of an order", () => {
  it("are in the lane of the service or the outsider that they are about, also those of an outage", async () => {
    const { log } = await played({
      actions: [
        { at: 5, action: { do: "away", what: "payments" } },
        { at: 6, action: { do: "away", what: "provider" } },
        { at: 10, action: anOrder },
        { at: 20, action: { do: "back", what: "payments" } },
        { at: 3_000, action: { do: "back", what: "provider" } },
      ],
    });
    const laneOf = (title: string) =>
      lanes[timelineOf(log).marks.find((mark) => mark.title === title)?.lane ?? -1];
    expect(laneOf("the database of payments is away")).to.equal("payments");
    expect(laneOf("the database of payments is back")).to.equal("payments");
    expect(laneOf("the provider is away")).to.equal("outside");
    const labels = timelineOf(log).marks.map(({ label }) => label?.text);
    expect(labels).to.include.members(["database away", "provider away", "attempt 2 failed"]);
  });

  it("tell what ends a fault from what begins it", async () => {
    const guarantee = (on: boolean) => ({ do: "guarantee", name: "outbox", on }) as const;
    const { log } = await played({
      actions: [
        { at: 0, action: guarantee(false) },
        { at: 0, action: { do: "away", what: "broker" } },
        { at: 10, action: anOrder },
        { at: 50, action: { do: "back", what: "broker" } },
        { at: 60, action: guarantee(true) },
      ],
    });
    const ends = timelineOf(log).marks.filter(({ isEnd }) => isEnd);
    expect(ends.map(({ label }) => label?.text)).to.deep.equal(["broker back", "outbox on"]);
  });

  it("stand side by side where they are of the same millisecond, in the order in which they happened", async () => {
    const { log } = await played({
      actions: [
        { at: 0, action: { do: "guarantee", name: "publisher-confirms", on: false } },
        { at: 0, action: { do: "away", what: "broker" } },
        { at: 0, action: anOrder },
      ],
    });
    const own = timelineOf(log).marks.filter(({ lane }) => lane === 0);
    expect(own.map(({ title }) => title)).to.deep.equal([
      "publisher-confirms is switched off",
      "the broker is away",
      "ada places an order",
    ]);
    for (const [i, { x }] of own.entries()) expect(x - (own[i - 1]?.x ?? 0)).to.be.at.least(12);
  });

  it("tell every retry in words, however close they are: those of the same time together", async () => {
    const event = "orders.order-placed.v1";
    const { log } = await played({
      actions: [
        { at: 0, action: { do: "delay", service: "notifications", event, seconds: 1_200 } },
        { at: 10, action: anOrder },
      ],
    });
    const { marks } = timelineOf(log);
    const labels = marks
      .filter(({ lane }) => lanes[lane] === "notifications")
      .map(({ label }) => label?.text);
    expect(labels.filter((text) => text?.match(/retry|\ds$|parked/)).join(", ")).to.equal(
      "retry 1s, retry 1s, retry 1s, retry 5s ×2, 5s, retry 30s ×2, 30s, retry 2m ×2, retry 2m, retry 10m ×2, retry 10m, parked ×2, parked",
    );
  });

  it("are reached one after the other: between two of them, nothing in the picture changes", async () => {
    const { log } = await played({ actions: [{ at: 0, action: anOrder }] });
    const timeline = timelineOf(log);
    const { marks } = timeline;
    const positions = marks.map(({ position }) => position).sort((a, b) => a - b);
    const [first = 0, second = 0] = positions;
    expect(second - first).to.be.greaterThan(1);
    expect(reachedIn(timeline, first)).to.equal(0);
    expect(reachedIn(timeline, first + 1)).to.equal(first + 1);
    expect(reachedIn(timeline, second)).to.equal(first + 1);
    expect(reachedIn(timeline, second + 1)).to.equal(second + 1);
    expect(reachedIn(timeline, log.end)).to.equal((positions.at(-1) ?? 0) + 1);
  });
});
