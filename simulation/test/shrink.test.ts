import { expect } from "chai";
import { happen } from "../history.ts";
import { planOf } from "../plan.ts";
import { idsOf, only, shrink } from "../shrink.ts";

describe("Shrinking", () => {
  it("leaves out whatever is not named", () => {
    const plan = only(planOf(3), new Set(["o2", "f1"]));

    expect(idsOf(plan)).to.have.members([
      "o2",
      ...planOf(3)
        .faults.slice(0, 1)
        .map(({ id }) => id),
    ]);
  });

  it("tells the same about an order, whatever else was left out", () => {
    const alone = only(planOf(3), new Set(["o2"]));

    expect(alone.orders[0]).to.deep.equal(planOf(3).orders.find(({ id }) => id === "o2"));
    expect(alone.settings).to.deep.equal(planOf(3).settings);
  });

  it("keeps of a history what breaks the promise: two orders under one Idempotency-Key are one order", async () => {
    const plan = only(planOf(5), new Set(["o1", "o2", "o3", "f1", "f2"]));
    const twice = { ...plan, orders: [...plan.orders, ...plan.orders.slice(0, 1).map(asAnother)] };

    const small = await shrink(twice, "the same request is answered the same");

    expect(idsOf(small)).to.deep.equal(["o1"]);
    expect(small.orders).to.have.length(2);
    expect((await happen(small)).violations).not.to.deep.equal([]);
  }).timeout(120_000);
});

/** The same key, for another kitchen: what a client does that does not understand keys. */
const asAnother = <Order extends object>(order: Order) => ({ ...order, restaurantId: "nowhere" });
