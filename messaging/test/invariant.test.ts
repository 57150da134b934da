import { expect } from "chai";
import { backoff } from "../clock.ts";
import { Broken, invariant } from "../invariant.ts";

describe("An invariant of the chassis", () => {
  it("that does not hold is reported, and stops the work", () => {
    expect(() => invariant(false, "the relay counts -1 events")).to.throw(
      Broken,
      /^the relay counts -1 events: /,
    );
    expect(() => invariant(true, "all is well")).not.to.throw();
  });

  it("is that a wait has an attempt and a chance", () => {
    expect(() => backoff(0, 0.5)).to.throw(Broken);
    expect(() => backoff(1, Number.NaN)).to.throw(Broken);
    expect(backoff(1, 0)).to.equal(50);
  });
});
