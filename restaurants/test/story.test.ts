import { expect } from "chai";
import { otherOrderId, samples } from "#tooling/testing/event-samples.ts";
import { eventMessage } from "#tooling/testing/messages.ts";
import { runRestaurants, staff } from "./running-restaurants.ts";

const order = samples["orders.order-placed.v1"];
const placed = eventMessage("orders.order-placed.v1", order);
const paid = eventMessage("payments.payment-succeeded.v1", samples["payments.payment-succeeded.v1"]);
const cancelled = eventMessage("orders.order-cancelled.v1", samples["orders.order-cancelled.v1"]);
const otherPlaced = eventMessage("orders.order-placed.v1", { ...order, orderId: otherOrderId });
const otherPaid = eventMessage("payments.payment-succeeded.v1", {
  ...samples["payments.payment-succeeded.v1"],
  orderId: otherOrderId,
});
const menus = Array(4).fill("restaurants.menu-changed.v1");

describe("an order and its payment", () => {
  it("are cooked when they come in this order", async () => {
    const { hears, passes, published } = await runRestaurants();
    await hears(placed);
    await hears(paid);
    await passes(1_200_000);
    expect(published).to.deep.equal([
      ...menus,
      "restaurants.order-confirmed.v1",
      "restaurants.order-ready.v1",
    ]);
  });

  it("are cooked when they come in the other order", async () => {
    const { hears, passes, published } = await runRestaurants();
    await hears(paid);
    await hears(placed);
    await passes(1_200_000);
    expect(published).to.deep.equal([
      ...menus,
      "restaurants.order-confirmed.v1",
      "restaurants.order-ready.v1",
    ]);
  });

  it("are cooked once when both come twice", async () => {
    const { hears, passes, published } = await runRestaurants();
    await hears(paid);
    await hears(placed);
    await hears(placed);
    await hears(paid);
    await passes(1_200_000);
    expect(published).to.have.length(6);
  });

  it("come to nothing when the cancellation is first", async () => {
    const { hears, passes, published } = await runRestaurants();
    await hears(cancelled);
    await hears(paid);
    await hears(placed);
    await passes(3_600_000);
    expect(published).to.deep.equal(menus);
  });
});

describe("a kitchen with room for one order", () => {
  it("rejects the second one", async () => {
    const { hears, published, http, as } = await runRestaurants();
    await http
      .patch("/restaurants/trattoria-sole")
      .set("Authorization", await as(staff))
      .send({ capacity: 1 });
    await hears(placed);
    await hears(otherPlaced);
    await hears(paid);
    await hears(otherPaid);
    expect(published).to.deep.equal([
      ...menus,
      "restaurants.order-confirmed.v1",
      "restaurants.order-rejected.v1",
    ]);
  });

  it("cooks the second one when the first is cancelled, and the first is never ready", async () => {
    const { hears, passes, published, http, as } = await runRestaurants();
    await http
      .patch("/restaurants/trattoria-sole")
      .set("Authorization", await as(staff))
      .send({ capacity: 1 });
    await hears(placed);
    await hears(paid);
    await hears(cancelled);
    await hears(otherPlaced);
    await hears(otherPaid);
    await passes(1_200_000);
    expect(published).to.deep.equal([
      ...menus,
      "restaurants.order-confirmed.v1",
      "restaurants.order-confirmed.v1",
      "restaurants.order-ready.v1",
    ]);
  });
});
