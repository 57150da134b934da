import { expect } from "chai";
import { createFigures, figuresHeader, figuresText } from "../figures.ts";

describe("The figures of a running company, as a line of a table", () => {
  it("stand below their names, refused orders and parked messages, too, and fit a terminal of 80 columns", () => {
    const figures = createFigures();
    figures.take({ kind: "orders-refused", at: 1, count: 200 });
    figures.take({ kind: "traffic", at: 2, perMinute: 30 });
    figures.take({ kind: "orders-refused", at: 3, count: 60 });
    const line = figuresText(figures.read({ parked: 12 }));
    const valueBelow = (name: string): string =>
      line.slice(0, figuresHeader.indexOf(name) + name.length).replace(/^.* /, "");
    expect(valueBelow("refused")).to.equal("260");
    expect(valueBelow("parked")).to.equal("12");
    expect(valueBelow("p99 ms")).to.equal("–");
    expect(line).to.have.length(figuresHeader.length);
    expect("00:00:00".length + line.length).to.be.below(80);
  });
});
