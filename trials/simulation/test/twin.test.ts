import { expect } from "chai";
import { twin } from "#lessons/twin/design.ts";
import { runHistory } from "../history.ts";
import { planOf } from "../plan.ts";

describe("A history of the orchestrated twin", () => {
  it("comes to rest with every invariant intact, under the same faults: seeds 1 to 20", async () => {
    const results = [];
    for (let seed = 1; seed <= 20; seed += 1) results.push(await runHistory(planOf(seed, twin)));

    expect(
      results.flatMap(({ seed, violations }) => violations.map((one) => ({ seed, ...one }))),
    ).to.deep.equal([]);
    expect(results.reduce((sum, { orders }) => sum + orders, 0)).to.be.above(150);
    expect(results.reduce((sum, { faults }) => sum + faults, 0)).to.be.above(100);
  }).timeout(120_000);

  it("has faults that hit the conductor", () => {
    const hit = [1, 2, 3, 4, 5].flatMap((seed) => planOf(seed, twin).faults.map(({ who }) => who.service));

    expect(hit).to.include("conductor");
  });
});
