import { expect } from "chai";
import pc from "picocolors";
import { hang, widthOf, wrap } from "../layout.ts";
import { colorOf, withLabels } from "../palette.ts";

describe("The layout of a line", () => {
  it("breaks no word, and indents further lines under the text", () => {
    expect(wrap("a bee sees far", 6)).to.deep.equal(["a bee", "sees", "far"]);
    expect(hang("why  ", "a bee sees far", 11)).to.equal("why  a bee\n     sees\n     far");
    expect(wrap("an-endless-word is", 6)).to.deep.equal(["an-endless-word", "is"]);
  });

  it("ignores styles when measuring", () => {
    expect(widthOf(pc.createColors(true).red("four"))).to.equal(4);
  });

  it("colors labels of orders, but nothing that only looks like one", () => {
    const colored = withLabels("#1 by orders#2", pc.createColors(true));

    expect(colored.endsWith(" by orders#2")).to.equal(true);
    expect(widthOf(colored)).to.equal(14);
    expect(colored.length).to.be.greaterThan(14);
  });

  it("gives each service a color of its own", () => {
    const colors = ["orders", "payments", "restaurants", "couriers", "notifications"].map(colorOf);

    expect(new Set(colors).size).to.equal(5);
  });
});
