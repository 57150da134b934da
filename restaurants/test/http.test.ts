import { expect } from "chai";
import { ada, staff } from "#tooling/testing/people.ts";
import { runRestaurants } from "./running-restaurants.ts";

const sole = "/restaurants/trattoria-sole";

describe("The HTTP API of restaurants", () => {
  it("lists the restaurants for everyone, by id", async () => {
    const { http } = await runRestaurants();
    const { status, body } = await http.get("/restaurants");
    expect(status).to.equal(200);
    expect(body.restaurants).to.have.length(4);
    expect(body.restaurants[0]).to.deep.equal({
      restaurantId: "bombay-corner",
      name: "Bombay Corner",
      zone: "center",
      currency: "EUR",
      hours: { opens: "00:00", closes: "00:00" },
      openNow: true,
    });
  });

  it("lists the restaurants of one zone", async () => {
    const { http } = await runRestaurants();
    const { body } = await http.get("/restaurants?zone=north");
    expect(body).to.have.nested.property("restaurants[0].restaurantId", "chez-colette");
    expect(body).to.have.nested.property("restaurants[1].restaurantId", "green-bowl");
    expect(body.restaurants).to.have.length(2);
  });

  it("shows everyone a menu", async () => {
    const { http } = await runRestaurants();
    const { status, body } = await http.get("/restaurants/chez-colette/menu");
    expect(status).to.equal(200);
    expect(body).to.deep.equal({
      restaurantId: "chez-colette",
      name: "Chez Colette",
      zone: "north",
      currency: "EUR",
      revision: 1,
      dishes: [
        { dishId: "quiche-lorraine", name: "Quiche Lorraine", price: 980, available: true },
        { dishId: "ratatouille", name: "Ratatouille", price: 1240, available: true },
        { dishId: "creme-brulee", name: "Crème brûlée", price: 650, available: true },
      ],
    });
  });

  it("answers 404 for the menu of an unknown restaurant", async () => {
    const { http } = await runRestaurants();
    const { status, body } = await http.get("/restaurants/no-such-place/menu");
    expect(status).to.equal(404);
    expect(body.type).to.equal("/problems/unknown-restaurant");
  });

  it("lets staff change prices, and publishes the new menu", async () => {
    const { http, passes, patch, published } = await runRestaurants();
    const change = { dishes: [{ dishId: "margherita", price: 1050 }], capacity: 3 };
    const answer = await patch(sole, staff).send(change);
    await passes(0);
    expect(answer.status).to.equal(200);
    expect(answer.body).to.deep.include({ capacity: 3, cooking: 0, menuRevision: 2, open: true });
    const { body } = await http.get(`${sole}/menu`);
    expect(body).to.have.nested.property("dishes[0].price", 1050);
    expect(published).to.deep.equal(Array(5).fill("restaurants.menu-changed.v1"));
  });

  it("shows everyone that a restaurant is closed", async () => {
    const { http, patch } = await runRestaurants();
    await patch(sole, staff).send({ open: false });
    const { body } = await http.get("/restaurants");
    expect(body).to.have.nested.property("restaurants[3].openNow", false);
  });

  it("adds no restaurant twice", async () => {
    const { add, http, passes, patch, published } = await runRestaurants();
    await patch(sole, staff).send({ open: false });
    await add();
    await passes(0);
    const { body } = await http.get("/restaurants");
    expect(body).to.have.nested.property("restaurants[3].openNow", false);
    expect(published).to.have.length(4);
  });

  it("names the dish that is not on the menu", async () => {
    const { patch } = await runRestaurants();
    const change = {
      dishes: [
        { dishId: "margherita", price: 1 },
        { dishId: "sushi", price: 1 },
      ],
    };
    const { status, body } = await patch(sole, staff).send(change);
    expect(status).to.equal(422);
    expect(body.type).to.equal("/problems/unknown-dish");
    expect(body.errors).to.deep.equal([
      { detail: "sushi is not on the menu of trattoria-sole", pointer: "/dishes/1/dishId" },
    ]);
  });

  it("answers 404 for a change of an unknown restaurant", async () => {
    const { patch } = await runRestaurants();
    const change = patch("/restaurants/no-such-place", staff);
    expect((await change.send({ open: true })).status).to.equal(404);
  });

  it("does not let customers change a restaurant", async () => {
    const { patch } = await runRestaurants();
    const { status } = await patch(sole, ada).send({ open: false });
    expect(status).to.equal(403);
  });

  it("requires a token for changes", async () => {
    const { http } = await runRestaurants();
    expect((await http.patch(sole).send({ open: false })).status).to.equal(401);
  });

  it("refuses an unknown field", async () => {
    expect(await refusal({ opened: true })).to.deep.equal([{ detail: "is unknown", pointer: "/opened" }]);
  });

  it("refuses an empty change", async () => {
    expect(await refusal({})).to.have.nested.property("[0].pointer", "");
  });

  it("refuses a negative price", async () => {
    const errors = await refusal({ dishes: [{ dishId: "margherita", price: -1 }] });
    expect(errors).to.have.nested.property("[0].pointer", "/dishes/0/price");
  });

  it("refuses a price in fractions of a cent", async () => {
    const errors = await refusal({ dishes: [{ dishId: "margherita", price: 9.5 }] });
    expect(errors).to.have.nested.property("[0].pointer", "/dishes/0/price");
  });

  it("refuses a value of the wrong type", async () => {
    expect(await refusal({ open: "yes" })).to.have.nested.property("[0].pointer", "/open");
  });

  it("refuses an hour that does not exist", async () => {
    const errors = await refusal({ hours: { opens: "24:00", closes: "02:00" } });
    expect(errors).to.have.nested.property("[0].pointer", "/hours/opens");
  });

  it("refuses a capacity above the maximum", async () => {
    expect(await refusal({ capacity: 10_001 })).to.have.nested.property("[0].pointer", "/capacity");
  });

  it("refuses an invalid restaurant id", async () => {
    const { http } = await runRestaurants();
    const { status, body } = await http.get("/restaurants/no%20such%20place/menu");
    expect(status).to.equal(400);
    expect(body).to.have.nested.property("errors[0].parameter", "restaurantId");
  });
});

async function refusal(change: object): Promise<unknown> {
  const { patch } = await runRestaurants();
  const { status, body } = await patch(sole, staff).send(change);
  expect(status).to.equal(400);
  return body.errors;
}
