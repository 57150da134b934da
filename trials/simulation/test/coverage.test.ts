import { expect } from "chai";
import { coverageOf, missedGoals, sumOf } from "../rules/coverage.ts";

const everything = Object.fromEntries(
  coverageOf({}, 1_000).map(({ what, name }) => [
    what === "fault" || what === "event" ? `${what} ${name}` : name,
    5_000,
  ]),
);

describe("Coverage", () => {
  it("sums the observations of all histories", () => {
    expect(sumOf([{ a: 1, b: 2 }, { b: 3 }, {}])).to.deep.equal({ a: 1, b: 5 });
  });

  it("requires each race in one history out of ten, and every other goal once", () => {
    const coverage = coverageOf({ "payments: expired → refunding": 7, "fault killed": 1 }, 10_000);

    expect(coverage).to.deep.include({
      what: "race",
      name: "the payment arrives after it expired",
      times: 7,
      least: 1_000,
    });
    expect(coverage).to.deep.include({ what: "fault", name: "killed", times: 1, least: 1 });
  });

  it("reports what a long run never reached", () => {
    const missed = missedGoals({ ...everything, "fault killed": 0 }, 2_000).filter(
      ({ what }) => what === "fault",
    );

    expect(missed.map(({ name }) => name)).to.deep.equal(["killed"]);
  });

  it("reports nothing for a run that is too short to tell", () => {
    expect(missedGoals({}, 1_999)).to.deep.equal([]);
  });
});
