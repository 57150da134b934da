import { expect } from "chai";
import type { TimedAction } from "../../browser/action.ts";
import { anOrder, played } from "../../browser/test/played.ts";
import { createFigureIndex } from "../model/figures/figure-index.ts";
import { figuresOf } from "../model/figures/figures.ts";

const minute = 60_000;

/** The figures of an hour, a bin a minute, counted by the minute. */
async function anHourOf(actions: readonly TimedAction[]) {
  const { began, log } = await played({ actions });
  const from = began.at;
  return figuresOf(createFigureIndex(log), log.end, {
    from,
    to: from + 60 * minute,
    now: from + 60 * minute,
    per: minute,
  });
}

describe("The page's figures over time", () => {
  it("count orders and deliveries, and time the way between", async () => {
    const { at, delivered, latency, placed } = await anHourOf([
      { at: 0, action: anOrder },
      { at: 10, action: anOrder },
    ]);
    const when = delivered.findIndex((count) => count > 0);

    expect(at.slice(0, 2)).to.deep.equal([30, 90]);
    expect(placed.slice(0, 2)).to.deep.equal([2, 0]);
    expect(delivered[when]).to.equal(2);
    expect(latency[when]).to.be.within(35 * 60, 36 * 60);
    expect(latency[0]).to.equal(null);
  });

  it("show how long the oldest outbox entry waits: while the provider is away, the call to it grows old", async () => {
    const { outboxAge, retried } = await anHourOf([
      { at: 0, action: { do: "away", what: "provider" } },
      { at: 10, action: anOrder },
      { at: 10 * minute, action: { do: "back", what: "provider" } },
    ]);

    expect(outboxAge[1]).to.be.within(115, 120);
    expect(outboxAge[8]).to.be.within(535, 540);
    expect(outboxAge[20]).to.be.below(1);
    expect(retried.every((count) => count === 0)).to.equal(true);
  });
});
