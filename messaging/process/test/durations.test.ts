import { expect } from "chai";
import { durationMs } from "../durations.ts";

describe("durations", () => {
  it("are a number and its unit", () => {
    expect(durationMs("500ms")).to.equal(500);
    expect(durationMs("10s")).to.equal(10_000);
    expect(durationMs("15m")).to.equal(900_000);
    expect(durationMs("1h")).to.equal(3_600_000);
    expect(durationMs("0s")).to.equal(0);
  });

  it("are nothing without a unit", () => {
    expect(() => durationMs("15")).to.throw('"15" is no duration: write 500ms, 10s, 15m or 1h');
  });
});
