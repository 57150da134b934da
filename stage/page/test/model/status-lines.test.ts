import { expect } from "chai";
import { statusLines } from "../../model/map/status-lines.ts";

const drawn = (...statuses: readonly (readonly [count: number, status: string])[]) => {
  const { more, shown } = statusLines(statuses.map(([count, status]) => ({ count, status })));
  return [...shown.map(({ count, text }) => `${count} ${text}`), more];
};

describe("The statuses on a service's card", () => {
  it("are those that came last, and the orders in the other one, by name", () => {
    expect(drawn([8, "ready"], [1, "tombstone"], [1, "cooking"])).to.deep.equal([
      "1 cooking",
      "1 tombstone",
      "+8 ready",
    ]);
  });

  it("count the orders in several others, and not their statuses", () => {
    expect(drawn([8, "ready"], [3, "rejected"], [1, "tombstone"], [1, "cooking"])).to.deep.equal([
      "1 cooking",
      "1 tombstone",
      "+11 more",
    ]);
  });

  it("are shortened until the number fits", () => {
    expect(drawn([9, "delivered"], [2, "awaiting-payment"], [1, "cancelled"])).to.deep.equal([
      "1 cancelled",
      "2 awaiting p…",
      "+9 more",
    ]);
  });

  it("need no number where there are two", () => {
    expect(drawn([9, "delivered"], [2, "awaiting-confirmation"])).to.deep.equal([
      "2 awaiting confirmat…",
      "9 delivered",
      "",
    ]);
  });
});
