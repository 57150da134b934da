import { expect } from "chai";
import type { Result } from "#messaging/instance/result.ts";
import type { Message } from "#messaging/message.ts";
import { localMessage } from "#tooling/testing/messages.ts";
import { addRestaurant, onAddRestaurant } from "../add-restaurant.ts";
import { addRestaurants } from "../add-restaurants.ts";
import { changeRestaurant, onChangeRestaurant, type RestaurantChange } from "../change-restaurant.ts";
import { now, trattoria } from "./given.ts";

const { cooking: _, revision: __, ...newTrattoria } = trattoria();
const menu = {
  restaurantId: "trattoria-sole",
  name: "Trattoria Sole",
  zone: "center",
  currency: "EUR",
  revision: 1,
  dishes: [
    { dishId: "margherita", name: "Pizza Margherita", price: 950, available: true },
    { dishId: "tiramisu", name: "Tiramisu", price: 600, available: true },
  ],
};
const view = {
  restaurantId: "trattoria-sole",
  name: "Trattoria Sole",
  zone: "center",
  currency: "EUR",
  hours: { opens: "00:00", closes: "00:00" },
  openNow: true,
  open: true,
  capacity: 2,
  cooking: 0,
  menuRevision: 1,
};
const changing = (change: Omit<RestaurantChange, "restaurantId">) =>
  localMessage(changeRestaurant, "trattoria-sole", { restaurantId: "trattoria-sole", ...change });

describe("Adding a restaurant", () => {
  const add = localMessage(addRestaurant, "trattoria-sole", newTrattoria);

  it("publishes its menu", () => {
    const outcome = onAddRestaurant.react({ restaurant: undefined }, add, { now });
    expect(outcome).to.deep.equal({
      save: { restaurant: trattoria() },
      publish: [{ type: "restaurants.menu-changed.v1", subject: "trattoria-sole", data: menu }],
    });
  });

  it("changes nothing if it already exists", () => {
    const outcome = onAddRestaurant.react({ restaurant: trattoria({ open: false }) }, add, { now });
    expect(outcome).to.deep.equal({ ignored: "trattoria-sole already exists" });
  });
});

describe("Adding the demo restaurants at startup", () => {
  it("adds each restaurant once, however often the service starts", async () => {
    const commands: Message[] = [];
    const submit = async (message: Message): Promise<Result> => {
      commands.push(message);
      return { kind: "ignored", why: "trattoria-sole already exists" };
    };
    await addRestaurants({ submit }, [newTrattoria], now);
    await addRestaurants({ submit }, [newTrattoria], now);
    const [first, again] = commands;
    expect(again?.id).to.equal(first?.id);
    expect(first).to.include({ type: addRestaurant.type, source: "/restaurants", subject: "trattoria-sole" });
  });

  it("names the restaurant that could not be added", async () => {
    const submit = async (): Promise<Result> => ({ kind: "failed", error: new Error("no kitchen is left") });
    const failed = await addRestaurants({ submit }, [newTrattoria], now).catch(({ message }) => message);
    expect(failed).to.equal("restaurants.add-restaurant of trattoria-sole failed: no kitchen is left");
  });
});

describe("A change by staff", () => {
  it("closes the restaurant, which does not change the menu", () => {
    const outcome = onChangeRestaurant.react({ restaurant: trattoria() }, changing({ open: false }), { now });
    expect(outcome).to.deep.equal({
      save: { restaurant: trattoria({ open: false }) },
      reply: { ...view, open: false, openNow: false },
    });
  });

  it("reduces capacity below the orders being cooked, which are finished", () => {
    const restaurant = trattoria({ cooking: ["a", "b"] });
    const outcome = onChangeRestaurant.react({ restaurant }, changing({ capacity: 1 }), { now });
    expect(outcome).to.have.nested.property("save.restaurant").that.includes({ capacity: 1 });
    expect(outcome).to.have.nested.property("save.restaurant.cooking").that.deep.equals(["a", "b"]);
  });

  it("changes the hours", () => {
    const change = changing({ hours: { opens: "19:00", closes: "02:00" } });
    const outcome = onChangeRestaurant.react({ restaurant: trattoria() }, change, { now });
    expect(outcome).to.have.nested.property("reply.openNow", false);
  });

  it("makes a dish unavailable and changes a price: one new revision of the menu", () => {
    const change = changing({
      dishes: [
        { dishId: "tiramisu", available: false },
        { dishId: "margherita", price: 1050 },
      ],
    });
    const outcome = onChangeRestaurant.react({ restaurant: trattoria() }, change, { now });
    const dishes = [
      { dishId: "margherita", name: "Pizza Margherita", price: 1050, available: true },
      { dishId: "tiramisu", name: "Tiramisu", price: 600, available: false },
    ];
    expect(outcome).to.deep.equal({
      save: { restaurant: trattoria({ dishes, revision: 2 }) },
      publish: [
        {
          type: "restaurants.menu-changed.v1",
          subject: "trattoria-sole",
          data: { ...menu, revision: 2, dishes },
        },
      ],
      reply: { ...view, menuRevision: 2 },
    });
  });

  it("publishes a menu in which only a price has changed", () => {
    const change = changing({ dishes: [{ dishId: "tiramisu", price: 650 }] });
    const outcome = onChangeRestaurant.react({ restaurant: trattoria() }, change, { now });
    expect(outcome).to.have.nested.property("publish[0].data.revision", 2);
    expect(outcome).to.have.nested.property("publish[0].data.dishes[1].price", 650);
  });

  it("publishes a menu in which only one dish became unavailable", () => {
    const change = changing({ dishes: [{ dishId: "tiramisu", available: false }] });
    const outcome = onChangeRestaurant.react({ restaurant: trattoria() }, change, { now });
    expect(outcome).to.have.nested.property("publish[0].data.revision", 2);
  });

  it("is refused for an unknown first dish", () => {
    const change = changing({ dishes: [{ dishId: "sushi" }] });
    const outcome = onChangeRestaurant.react({ restaurant: trattoria() }, change, { now });
    expect(outcome).to.have.nested.property("refused.pointer", "/dishes/0/dishId");
  });

  it("does not publish an unchanged menu", () => {
    const change = changing({ dishes: [{ dishId: "tiramisu", price: 600 }] });
    const outcome = onChangeRestaurant.react({ restaurant: trattoria() }, change, { now });
    expect(outcome).to.deep.equal({ save: { restaurant: trattoria() }, reply: view });
  });

  it("is refused for a dish that is not on the menu, and changes nothing", () => {
    const change = changing({ dishes: [{ dishId: "tiramisu", price: 1 }, { dishId: "sushi" }] });
    const outcome = onChangeRestaurant.react({ restaurant: trattoria() }, change, { now });
    expect(outcome).to.deep.equal({
      refused: {
        code: "unknown-dish",
        detail: "sushi is not on the menu of trattoria-sole",
        pointer: "/dishes/1/dishId",
      },
    });
  });

  it("is refused for an unknown restaurant", () => {
    const outcome = onChangeRestaurant.react({ restaurant: undefined }, changing({ open: true }), { now });
    expect(outcome).to.deep.equal({
      refused: { code: "unknown-restaurant", detail: "there is no restaurant trattoria-sole" },
    });
  });
});
