import { expect } from "chai";
import { judge, median, quantile, spread } from "../statistics.ts";

describe("The statistics of the bench", () => {
  it("take the middle of an odd number of values", () => {
    expect(median([30, 10, 20])).to.equal(20);
  });

  it("take the mean of the two in the middle of an even number", () => {
    expect(median([10, 40, 20, 30])).to.equal(25);
  });

  it("find a quantile between two values", () => {
    expect(quantile([0, 10], 0.9)).to.equal(9);
  });

  it("measure the spread by the median", () => {
    expect(spread([90, 100, 120])).to.equal(0.3);
  });
});

describe("A goal of the bench", () => {
  it("is reached when every round reached it", () => {
    const { verdict } = judge({ name: "ratio", least: 15 }, [15, 16, 17]);
    expect(verdict).to.equal("reached");
  });

  it("is missed when no round reached it", () => {
    const { verdict } = judge({ name: "ratio", least: 15 }, [12, 13, 14.9]);
    expect(verdict).to.equal("missed");
  });

  it("cannot be told when the rounds disagree", () => {
    const { verdict } = judge({ name: "ratio", least: 15 }, [14, 16, 17]);
    expect(verdict).to.equal("cannot tell");
  });

  it("can be an upper bound", () => {
    const { goal, verdict } = judge({ name: "p50", most: 40 }, [31, 33, 40]);
    expect([goal, verdict]).to.deep.equal(["<= 40", "reached"]);
  });

  it("is missed when nothing was measured", () => {
    const { verdict } = judge({ name: "p50", most: 40 }, []);
    expect(verdict).to.equal("missed");
  });
});
