import { expect } from "chai";
import fc from "fast-check";
import type { TimedAction } from "../../browser/action.ts";
import { anOrder, diesBeforePublishing, played, sessionOf } from "../../browser/test/played.ts";
import { drawnFigures, roundTop } from "../model/figures/drawn.ts";
import { createFigureIndex } from "../model/figures/figure-index.ts";
import { figuresOf } from "../model/figures/figures.ts";
import { watching } from "./model/watching.ts";

const minute = 60_000;

/** The figures of an hour, a bin a minute, counted by the minute. */
async function anHourOf(actions: readonly TimedAction[]) {
  const { began, log } = await played({ actions });
  const from = began.at;
  const span = { from, to: from + 60 * minute, now: from + 60 * minute, per: minute };
  return { log, ...figuresOf(createFigureIndex(log), log.end, span) };
}

describe("The page's figures over time", () => {
  it("count orders and deliveries, and time the way between", async () => {
    const { at, delivered, latency, placed } = await anHourOf([
      { at: 0, action: anOrder },
      { at: 10, action: anOrder },
    ]);
    const when = delivered.findIndex((count) => (count ?? 0) > 0);

    expect(at.slice(0, 2)).to.deep.equal([30, 90]);
    expect(placed.slice(0, 2)).to.deep.equal([2, 0]);
    expect(delivered[when]).to.equal(2);
    expect(latency[when]).to.be.within(35 * 60, 36 * 60);
    expect(latency[0]).to.equal(null);
  });

  it("show how long the oldest outbox entry waits: while the provider is away, the call to it grows old, and is made again", async () => {
    const { log, outboxAge, retried } = await anHourOf([
      { at: 0, action: { do: "away", what: "provider" } },
      { at: 10, action: anOrder },
      { at: 10 * minute, action: { do: "back", what: "provider" } },
    ]);

    expect(outboxAge[1]).to.be.within(115, 120);
    expect(outboxAge[8]).to.be.within(535, 540);
    expect(outboxAge[20]).to.be.below(1);
    const again = log.entries.filter((entry) => entry.kind === "call" && entry.attempt > 1);
    expect(sumOf(retried)).to.equal(again.length).and.to.be.above(2);
  });

  it("count the minute before: an order is one a minute, and none when that has passed", async () => {
    const { began, log } = await played({ actions: [{ at: 10, action: anOrder }] });
    const index = createFigureIndex(log);
    const placedAfter = (ms: number) => {
      const now = began.at + ms;
      const span = { from: began.at, to: Math.max(now, began.at + minute), now, per: minute };
      return figuresOf(index, log.positionAt(now), span).placed;
    };
    expect(placedAfter(500).slice(0, 2)).to.deep.equal([1, null]);
    expect(placedAfter(30_000).slice(28)).to.deep.equal([1, 1, 1, ...Array(29).fill(null)]);
    expect(placedAfter(5 * minute).slice(8)).to.deep.equal([1, 1, 1, 1, ...Array(48).fill(0)]);
  });

  it("grow with the time in which nothing happens: what waits in an outbox grows older", async () => {
    const actions = [
      { at: 0, action: diesBeforePublishing },
      { at: 10, action: anOrder },
    ];
    const { began, log } = await playedFor(1_000, actions);
    const clock = { now: log.present.at };
    const { page } = watching(log, { began, now: () => clock.now });
    const figures = drawnFigures(page);
    const oldest = () => Math.max(...(figures.changed("")?.outboxAge ?? []).map((age) => age ?? 0));
    page.player.seek(log.end);
    page.player.playing.value = true;
    await page.frame(16);
    expect(oldest()).to.be.below(2);
    expect(figures.changed("")).to.equal(undefined);
    clock.now += 30_000;
    await page.frame(16);
    expect(oldest()).to.be.within(29, 32);
  });
});

const sumOf = (values: readonly (number | null)[]): number =>
  values.reduce<number>((sum, value) => sum + (value ?? 0), 0);

/** A company at a time after it opened, in milliseconds. */
async function playedFor(ms: number, actions: readonly TimedAction[]) {
  const session = await sessionOf({ actions });
  while (session.now() - session.began.at < ms && session.next() !== undefined) await session.step();
  return session;
}

describe("The top of a figure's axis", () => {
  it("is a round number that is as high as all values, and below twice as high", () => {
    expect([0, 0.2, 1, 9, 36, 61, 700, 4_900].map(roundTop)).to.deep.equal([1, 1, 1, 10, 40, 80, 800, 5_000]);
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e9, noNaN: true }), (most) => {
        expect(roundTop(most))
          .to.be.at.least(most)
          .and.to.be.at.most(2 * most);
      }),
    );
  });
});
