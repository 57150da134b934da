import { expect } from "chai";
import { courseOf } from "../trend.ts";

/** One value every 30 s. */
const everyHalfMinute = (values: readonly number[]) =>
  values.map((value, i) => ({ atMs: i * 30_000, value }));

describe("A soak says that something is flat", () => {
  it("when it only grew while it was warming up", () => {
    const { flat, mean } = courseOf(everyHalfMinute([10, 80, 100, 120, 120, 120, 120, 120]), 0);

    expect(flat).to.equal(true);
    expect(mean).to.equal(120);
  });

  it("when it goes up and down", () => {
    const { flat } = courseOf(everyHalfMinute([0, 0, 0, 0, 0, 100, 140, 90, 150, 100]), 0);

    expect(flat).to.equal(true);
  });

  it("when it grows by too little to speak of", () => {
    const { flat, perHour } = courseOf(everyHalfMinute([0, 0, 0, 0, 0, 1, 2, 3, 4, 5]), 5);

    expect(flat).to.equal(true);
    expect(perHour).to.equal(120);
  });

  it("and not when it grows and grows", () => {
    const { flat } = courseOf(everyHalfMinute([100, 110, 120, 130, 140, 150, 160, 170, 180, 190]), 10);

    expect(flat).to.equal(false);
  });
});
