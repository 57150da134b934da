import { expect } from "chai";
import { judge, median, quantile, spread } from "../statistics.ts";

describe("The statistics of the bench", () => {
  it("return the middle of an odd number of values", () => {
    expect(median([30, 10, 20])).to.equal(20);
  });

  it("return the mean of the two middle values of an even number", () => {
    expect(median([10, 40, 20, 30])).to.equal(25);
  });

  it("interpolate a quantile between two values", () => {
    expect(quantile([0, 10], 0.9)).to.equal(9);
  });

  it("measure the spread relative to the median", () => {
    expect(spread([90, 100, 120])).to.equal(0.3);
  });
});

describe("A goal of the bench", () => {
  it("is reached if every round reached it", () => {
    const { result } = judge({ name: "ratio", least: 15 }, [15, 16, 17]);
    expect(result).to.equal("reached");
  });

  it("is missed if no round reached it", () => {
    const { result } = judge({ name: "ratio", least: 15 }, [12, 13, 14.9]);
    expect(result).to.equal("missed");
  });

  it("is undecided if the rounds disagree", () => {
    const { result } = judge({ name: "ratio", least: 15 }, [14, 16, 17]);
    expect(result).to.equal("cannot tell");
  });

  it("can be an upper bound", () => {
    const { goal, result } = judge({ name: "p50", most: 40 }, [31, 33, 40]);
    expect([goal, result]).to.deep.equal(["<= 40", "reached"]);
  });

  it("is missed if nothing was measured", () => {
    const { result } = judge({ name: "p50", most: 40 }, []);
    expect(result).to.equal("missed");
  });
});
