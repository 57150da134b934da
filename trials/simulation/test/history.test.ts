import { expect } from "chai";
import { runHistory } from "../history.ts";
import { planOf } from "../plan.ts";

describe("A history", () => {
  it("is the same for the same seed, byte for byte", async () => {
    const first = await runHistory(planOf(7), { trace: "everything" });
    const second = await runHistory(planOf(7), { trace: "everything" });

    expect(first.trace).to.have.length.above(100);
    expect(JSON.stringify(second)).to.equal(JSON.stringify(first));
  });

  it("differs for another seed", async () => {
    const seventh = await runHistory(planOf(7), { trace: "everything" });
    const eighth = await runHistory(planOf(8), { trace: "everything" });

    expect(eighth.trace).not.to.deep.equal(seventh.trace);
  });

  it("is the same with and without a trace", async () => {
    const unseen = await runHistory(planOf(9));
    const watched = await runHistory(planOf(9), { trace: "everything" });

    expect({ ...watched, trace: [] }).to.deep.equal({ ...unseen, trace: [] });
  });

  it("traces one order only, if requested", async () => {
    const { trace: all } = await runHistory(planOf(7), { trace: "everything" });
    const { trace: one } = await runHistory(planOf(7), { trace: ["unknown order"] });

    expect(one.length).to.be.below(all.length);
  });

  it("comes to rest with every invariant intact: seeds 1 to 12", async () => {
    const seeds = Array.from({ length: 12 }, (_, n) => n + 1);
    const results = [];
    for (const seed of seeds) results.push(await runHistory(planOf(seed)));

    expect(
      results.flatMap(({ seed, violations }) => violations.map((one) => ({ seed, ...one }))),
    ).to.deep.equal([]);
    expect(results.reduce((sum, { orders }) => sum + orders, 0)).to.be.above(100);
    expect(results.reduce((sum, { faults }) => sum + faults, 0)).to.be.above(50);
  });
});
