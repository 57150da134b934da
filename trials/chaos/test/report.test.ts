import { expect } from "chai";
import { reportOf, tableOf } from "../report.ts";
import type { RoundDone } from "../round.ts";

const step = (struck: Record<string, number>, recoveredMs: number) => ({
  struck,
  what: "",
  recoveredMs,
  orders: 10,
  wire: { deliveries: 160, duplicates: 3, retries: 1, parked: 0 },
});

const rounds: readonly RoundDone[] = [
  {
    name: "reset",
    steps: [step({ reset: 2 }, 1_000), step({ reset: 1 }, 3_000)],
    tookMs: 20_000,
    violations: [],
  },
  { name: "reset", steps: [], tookMs: 0, violations: [], stumbled: "the broker does not start" },
  {
    name: "mixed",
    steps: [step({ reset: 1, "broker-kill": 1 }, 9_000)],
    tookMs: 20_000,
    violations: [
      "each order reaches an end: order 1 is still paid",
      "no message has an effect twice: it had",
    ],
  },
];

describe("The report of chaos", () => {
  it("has a line for each fault alone, and one for those that struck together", () => {
    const { lines, struck } = reportOf(rounds, {});

    expect(lines.map(({ fault, struck }) => [fault, struck])).to.deep.equal([
      ["reset", 3],
      ["several at once", 2],
    ]);
    expect(struck).to.deep.equal({ reset: 4, "broker-kill": 1 });
    expect(lines[0]).to.deep.include({
      orders: 20,
      deliveries: 320,
      duplicates: 6,
      recoveredP50: 2,
      lost: 0,
      wrong: 0,
    });
  });

  it("tells what is lost from what is wrong", () => {
    const { lines } = reportOf(rounds, {});

    expect(lines[1]).to.deep.include({ lost: 1, wrong: 1 });
  });

  it("has a line for what broke at the first strike", () => {
    const broken = { name: "pause-service", steps: [], tookMs: 0, violations: ["it recovers: it does not"] };
    const { lines } = reportOf([broken], {});

    expect(lines[0]).to.deep.include({ fault: "pause-service", rounds: 1, struck: 0, lost: 0, wrong: 1 });
    expect(lines[0]?.recoveredP50).to.equal(undefined);
  });

  it("says loudly what was not done, and what was broken", () => {
    const text = tableOf(reportOf(rounds, { "clock-ahead": "there is no libfaketime here" }));

    expect(text).to.include("!!! NOT DONE: clock-ahead: there is no libfaketime here");
    expect(text).to.include("!!! COULD NOT BE DONE: reset: the broker does not start");
    expect(text).to.include("✗ mixed: each order reaches an end: order 1 is still paid");
    expect(text).to.match(/✗ a promise was broken$/);
  });
});
