import { expect } from "chai";
import { services } from "#contracts/hears.ts";
import { played } from "../../../browser/test/played.ts";
import type { CompanyState } from "../../../narrative/state.ts";
import { serviceView } from "../../model/map/view.ts";

const countsOf = (state: CompanyState) =>
  services.map((name) => {
    const { orders, statuses } = serviceView(state, name);
    return [name, orders, ...statuses.map(({ count, status }) => `${count} ${status}`)];
  });

describe("What a service's card counts", () => {
  it("is orders, from the beginning to the end: before the first there are none, whatever else the database holds", async () => {
    const { began, log } = await played({ story: "delivered" });
    expect(countsOf(log.stateAt(began.position))).to.deep.equal([
      ["orders", 0],
      ["payments", 0],
      ["restaurants", 0],
      ["couriers", 0],
      ["notifications", 0],
    ]);
    expect(countsOf(log.present)).to.deep.equal([
      ["orders", 0, "1 delivered"],
      ["payments", 0, "1 paid"],
      ["restaurants", 0, "1 ready"],
      ["couriers", 0, "1 delivered"],
      ["notifications", 1],
    ]);
  });
});
