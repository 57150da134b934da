import { expect } from "chai";
import { reportOf, tableOf } from "../report.ts";
import type { RoundResult } from "../round.ts";

const step = (strikes: Record<string, number>, recoveredMs: number) => ({
  strikes,
  what: "",
  recoveredMs,
  orders: 10,
  wire: { deliveries: 160, duplicates: 3, retries: 1, parked: 0 },
});

const rounds: readonly RoundResult[] = [
  {
    name: "reset",
    steps: [step({ reset: 2 }, 1_000), step({ reset: 1 }, 3_000)],
    tookMs: 20_000,
    violations: [],
  },
  { name: "reset", steps: [], tookMs: 0, violations: [], notApplied: "the broker does not start" },
  {
    name: "mixed",
    steps: [step({ reset: 1, "broker-kill": 1 }, 9_000)],
    tookMs: 20_000,
    violations: [
      "every order is delivered or cancelled: order 1 is still paid",
      "no message is handled twice: it had",
    ],
  },
];

describe("The report of chaos", () => {
  it("has a line for each fault alone, and one for faults injected together", () => {
    const { lines, strikes } = reportOf(rounds, {});

    expect(lines.map(({ fault, strikes }) => [fault, strikes])).to.deep.equal([
      ["reset", 3],
      ["several at once", 2],
    ]);
    expect(strikes).to.deep.equal({ reset: 4, "broker-kill": 1 });
    expect(lines[0]).to.deep.include({
      orders: 20,
      deliveries: 320,
      duplicates: 6,
      recoveredP50: 2,
      lost: 0,
      wrong: 0,
    });
  });

  it("distinguishes losses from wrong effects", () => {
    const { lines } = reportOf(rounds, {});

    expect(lines[1]).to.deep.include({ lost: 1, wrong: 1 });
  });

  it("has a line for a round that failed at its first strike", () => {
    const broken = { name: "pause-service", steps: [], tookMs: 0, violations: ["it recovers: it does not"] };
    const { lines } = reportOf([broken], {});

    expect(lines[0]).to.deep.include({ fault: "pause-service", rounds: 1, strikes: 0, lost: 0, wrong: 1 });
    expect(lines[0]?.recoveredP50).to.equal(undefined);
  });

  it("highlights what was skipped, what failed and what is broken", () => {
    const text = tableOf(reportOf(rounds, { "clock-ahead": "libfaketime is missing" }));

    expect(text).to.include("!!! SKIPPED: clock-ahead: libfaketime is missing");
    expect(text).to.include("!!! FAILED TO INJECT: reset: the broker does not start");
    expect(text).to.include("✗ mixed: every order is delivered or cancelled: order 1 is still paid");
    expect(text).to.match(/✗ an invariant is broken$/);
  });
});
