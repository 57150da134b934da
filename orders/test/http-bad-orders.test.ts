import { expect } from "chai";
import { ada } from "#tooling/testing/people.ts";
import { dinner, type RunningOrders, runOrders } from "./running-orders.ts";

describe("POST /orders refuses", () => {
  let service: RunningOrders;
  beforeEach(async () => {
    service = await runOrders();
  });
  afterEach(async () => service.close());

  const pointerTo = async (body: object): Promise<[number, string]> => {
    const response = await service.postOnce("/orders", ada, "one").send(body);
    return [response.status, response.body.errors?.[0]?.pointer];
  };
  const line = (dishId: unknown, quantity: unknown) => ({ ...dinner, items: [{ dishId, quantity }] });

  it("no restaurant", async () => {
    const { restaurantId: _, ...rest } = dinner;
    expect(await pointerTo(rest)).to.deep.equal([400, "/restaurantId"]);
  });

  it("an unknown field", async () => {
    expect(await pointerTo({ ...dinner, total: 1 })).to.deep.equal([400, "/total"]);
  });

  it("a price set by the customer", async () => {
    const items = [{ dishId: "margherita", quantity: 1, unitPrice: 1 }];
    expect(await pointerTo({ ...dinner, items })).to.deep.equal([400, "/items/0/unitPrice"]);
  });

  it("no items, and more than fifty", async () => {
    const many = Array.from({ length: 51 }, (_, i) => ({ dishId: `dish-${i}`, quantity: 1 }));
    expect(await pointerTo({ ...dinner, items: [] })).to.deep.equal([400, "/items"]);
    expect(await pointerTo({ ...dinner, items: many })).to.deep.equal([400, "/items"]);
  });

  it("quantities of 0, 100, 0.5 and -1", async () => {
    expect(await pointerTo(line("margherita", 0))).to.deep.equal([400, "/items/0/quantity"]);
    expect(await pointerTo(line("margherita", 100))).to.deep.equal([400, "/items/0/quantity"]);
    expect(await pointerTo(line("margherita", 0.5))).to.deep.equal([400, "/items/0/quantity"]);
    expect(await pointerTo(line("margherita", -1))).to.deep.equal([400, "/items/0/quantity"]);
  });

  it("a quantity and a dish of the wrong type", async () => {
    expect(await pointerTo(line("margherita", "two"))).to.deep.equal([400, "/items/0/quantity"]);
    expect(await pointerTo(line({ $ne: null }, 1))).to.deep.equal([400, "/items/0/dishId"]);
  });

  it("a card number instead of a token", async () => {
    expect(await pointerTo({ ...dinner, card: "4242424242424242" })).to.deep.equal([400, "/card"]);
  });

  it("an address that is blank, has two lines, or is too long", async () => {
    expect(await pointerTo({ ...dinner, address: "   " })).to.deep.equal([400, "/address"]);
    expect(await pointerTo({ ...dinner, address: "Pier 3\nHarbour" })).to.deep.equal([400, "/address"]);
    expect(await pointerTo({ ...dinner, address: "x".repeat(201) })).to.deep.equal([400, "/address"]);
  });

  it("a note that is blank or too long", async () => {
    expect(await pointerTo({ ...dinner, note: " " })).to.deep.equal([400, "/note"]);
    expect(await pointerTo({ ...dinner, note: "x".repeat(501) })).to.deep.equal([400, "/note"]);
  });

  it("a restaurant id with a slash", async () => {
    expect(await pointerTo({ ...dinner, restaurantId: "../menus" })).to.deep.equal([400, "/restaurantId"]);
  });
});
