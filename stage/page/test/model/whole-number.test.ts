import { expect } from "chai";
import fc from "fast-check";
import { wholeNumberIn } from "../../model/whole-number.ts";

describe("A field for a whole number", () => {
  const range = { min: 1, max: 9 };

  it("takes what was typed, and says what is wrong with the rest", () => {
    expect(wholeNumberIn("4", range)).to.deep.equal({ number: 4 });
    expect(wholeNumberIn("", range)).to.deep.equal({ problem: "Give a whole number from 1 to 9." });
    expect(wholeNumberIn("1001", { min: 0, max: 1_000 })).to.deep.equal({
      problem: "Give a whole number from 0 to 1,000.",
    });
  });

  it("gives the number that is shown or none, whatever was typed", () => {
    const typed = fc.oneof(fc.string(), fc.integer().map(String), fc.double().map(String));
    fc.assert(
      fc.property(typed, (text) => {
        const { number, problem } = wholeNumberIn(text, range);
        expect(number === undefined).to.equal(problem !== undefined);
        if (number !== undefined) expect(number).to.equal(Number(text)).and.to.be.within(1, 9);
      }),
    );
  });
});
