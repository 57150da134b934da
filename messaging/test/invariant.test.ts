import { expect } from "chai";
import { backoff } from "../backoff.ts";
import { Broken, invariant } from "../invariant.ts";

describe("An invariant of the chassis", () => {
  it("throws if it does not hold, and stops the work", () => {
    expect(() => invariant(false, "the relay counts -1 events")).to.throw(
      Broken,
      /^the relay counts -1 events: /,
    );
    expect(() => invariant(true, "all is well")).not.to.throw();
  });

  it("guards the arguments of a wait", () => {
    expect(() => backoff(0, 0.5)).to.throw(Broken);
    expect(() => backoff(1, Number.NaN)).to.throw(Broken);
    expect(backoff(1, 0)).to.equal(50);
  });
});
