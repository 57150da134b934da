import { expect } from "chai";
import { trendOf } from "../soak/trend.ts";

/** One value every 30 s. */
const everyHalfMinute = (values: readonly number[]) =>
  values.map((value, i) => ({ atMs: i * 30_000, value }));

describe("A value is flat", () => {
  it("if it only grew during warm-up", () => {
    const { flat, mean } = trendOf(everyHalfMinute([10, 80, 100, 120, 120, 120, 120, 120]), 0);

    expect(flat).to.equal(true);
    expect(mean).to.equal(120);
  });

  it("if it goes up and down", () => {
    const { flat } = trendOf(everyHalfMinute([0, 0, 0, 0, 0, 100, 140, 90, 150, 100]), 0);

    expect(flat).to.equal(true);
  });

  it("if its growth is negligible", () => {
    const { flat, perHour } = trendOf(everyHalfMinute([0, 0, 0, 0, 0, 1, 2, 3, 4, 5]), 5);

    expect(flat).to.equal(true);
    expect(perHour).to.equal(120);
  });

  it("but not if it keeps growing", () => {
    const { flat } = trendOf(everyHalfMinute([100, 110, 120, 130, 140, 150, 160, 170, 180, 190]), 10);

    expect(flat).to.equal(false);
  });
});
