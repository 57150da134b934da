import { expect } from "chai";
import { menuOf } from "#orders/menu.ts";
import { onMenuChanged } from "#orders/on-menu-changed.ts";
import { samples } from "#tooling/testing/event-samples.ts";
import { eventMessage } from "#tooling/testing/messages.ts";
import { now } from "./story.ts";

const sample = samples["restaurants.menu-changed.v1"];
const revision = (revision: number) =>
  eventMessage("restaurants.menu-changed.v1", { ...sample, currency: "EUR", revision });

describe("A restaurant changes its menu", () => {
  it("is copied when it is the first", () => {
    expect(onMenuChanged.react({}, revision(1), { now })).to.deep.equal({
      save: {
        menu: {
          restaurantId: "trattoria-sole",
          name: "Trattoria Sole",
          zone: "center",
          currency: "EUR",
          revision: 1,
          dishes: [
            { dishId: "margherita", name: "Pizza Margherita", price: 950 },
            { dishId: "tiramisu", name: "Tiramisu", price: 600 },
          ],
        },
      },
    });
  });

  it("replaces an older one, even when those between never came", () => {
    const menu = menuOf(revision(1).data);

    const outcome = onMenuChanged.react({ menu }, revision(4), { now });

    expect(outcome).to.have.nested.property("save.menu.revision", 4);
  });

  it("never replaces a newer one", () => {
    const menu = menuOf(revision(7).data);

    expect(onMenuChanged.react({ menu }, revision(6), { now })).to.deep.equal({
      ignored: "revision 6 is not newer than 7",
    });
  });

  it("is ignored when it is the one we have", () => {
    const menu = menuOf(revision(7).data);

    expect(onMenuChanged.react({ menu }, revision(7), { now })).to.deep.equal({
      ignored: "revision 7 is not newer than 7",
    });
  });
});
