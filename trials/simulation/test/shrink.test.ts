import { expect } from "chai";
import { planOf } from "../plan.ts";
import { idsOf, only, type RunPlan, shrink } from "../shrink.ts";

describe("Shrinking", () => {
  it("keeps only what is named", () => {
    const plan = only(planOf(3), new Set(["o2", "f1"]));

    expect(idsOf(plan)).to.have.members([
      "o2",
      ...planOf(3)
        .faults.slice(0, 1)
        .map(({ id }) => id),
    ]);
  });

  it("does not change an order when other items are removed", () => {
    const alone = only(planOf(3), new Set(["o2"]));

    expect(alone.orders[0]).to.deep.equal(planOf(3).orders.find(({ id }) => id === "o2"));
    expect(alone.settings).to.deep.equal(planOf(3).settings);
  });

  it("keeps only what breaks the invariant, here one order and one fault", async () => {
    const plan = planOf(3);
    const [fault] = plan.faults.map(({ id }) => id);
    const tell: RunPlan = async (told) => {
      const breaks = idsOf(told).includes("o2") && idsOf(told).includes(fault ?? "");
      return { violations: breaks ? [{ invariant: "no order is charged twice" }] : [] };
    };

    const small = await shrink(plan, "no order is charged twice", 250, tell);

    expect(idsOf(small)).to.deep.equal([fault, "o2"]);
  });
});
