import { expect } from "chai";
import { durationMs } from "../durations.ts";

describe("A duration", () => {
  it("is a number with its unit", () => {
    expect(durationMs("500ms")).to.equal(500);
    expect(durationMs("10s")).to.equal(10_000);
    expect(durationMs("15m")).to.equal(900_000);
    expect(durationMs("1h")).to.equal(3_600_000);
    expect(durationMs("0s")).to.equal(0);
  });

  it("is refused without a unit", () => {
    expect(() => durationMs("15")).to.throw('"15" is not a duration: write 500ms, 10s, 15m or 1h');
  });
});
