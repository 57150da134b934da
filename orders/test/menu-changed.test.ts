import { expect } from "chai";
import { menuOf } from "#orders/menu.ts";
import { onMenuChanged } from "#orders/on-menu-changed.ts";
import { samples } from "#tooling/testing/event-samples.ts";
import { eventMessage } from "#tooling/testing/messages.ts";
import { now } from "./given.ts";

const sample = samples["restaurants.menu-changed.v1"];
const revision = (revision: number) =>
  eventMessage("restaurants.menu-changed.v1", { ...sample, currency: "EUR", revision });

describe("A published menu", () => {
  it("is copied if it is the first", () => {
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

  it("replaces an older one, even if revisions in between are missing", () => {
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

  it("is ignored if it is already known", () => {
    const menu = menuOf(revision(7).data);

    expect(onMenuChanged.react({ menu }, revision(7), { now })).to.deep.equal({
      ignored: "revision 7 is not newer than 7",
    });
  });
});
