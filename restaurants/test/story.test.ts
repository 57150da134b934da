import { expect } from "chai";
import { otherOrderId, samples } from "#tooling/testing/event-samples.ts";
import { eventMessage } from "#tooling/testing/messages.ts";
import { staff } from "#tooling/testing/people.ts";
import { runRestaurants } from "./running-restaurants.ts";

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

describe("An order and its payment", () => {
  it("are cooked if they arrive in this order", async () => {
    const { passes, published, receives } = await runRestaurants();
    await receives(placed);
    await receives(paid);
    await passes(1_200_000);
    expect(published).to.deep.equal([
      ...menus,
      "restaurants.order-confirmed.v1",
      "restaurants.order-ready.v1",
    ]);
  });

  it("are cooked if they arrive in the other order", async () => {
    const { passes, published, receives } = await runRestaurants();
    await receives(paid);
    await receives(placed);
    await passes(1_200_000);
    expect(published).to.deep.equal([
      ...menus,
      "restaurants.order-confirmed.v1",
      "restaurants.order-ready.v1",
    ]);
  });

  it("are cooked once if both arrive twice", async () => {
    const { passes, published, receives } = await runRestaurants();
    await receives(paid);
    await receives(placed);
    await receives(placed);
    await receives(paid);
    await passes(1_200_000);
    expect(published).to.have.length(6);
  });

  it("are not cooked if the cancellation comes first", async () => {
    const { passes, published, receives } = await runRestaurants();
    await receives(cancelled);
    await receives(paid);
    await receives(placed);
    await passes(3_600_000);
    expect(published).to.deep.equal(menus);
  });
});

describe("A kitchen with a capacity of one", () => {
  it("rejects the second order", async () => {
    const { patch, published, receives } = await runRestaurants();
    await patch("/restaurants/trattoria-sole", staff).send({ capacity: 1 });
    await receives(placed);
    await receives(otherPlaced);
    await receives(paid);
    await receives(otherPaid);
    expect(published).to.deep.equal([
      ...menus,
      "restaurants.order-confirmed.v1",
      "restaurants.order-rejected.v1",
    ]);
  });

  it("cooks the second order if the first is cancelled, and the first is never ready", async () => {
    const { passes, patch, published, receives } = await runRestaurants();
    await patch("/restaurants/trattoria-sole", staff).send({ capacity: 1 });
    await receives(placed);
    await receives(paid);
    await receives(cancelled);
    await receives(otherPlaced);
    await receives(otherPaid);
    await passes(1_200_000);
    expect(published).to.deep.equal([
      ...menus,
      "restaurants.order-confirmed.v1",
      "restaurants.order-confirmed.v1",
      "restaurants.order-ready.v1",
    ]);
  });
});
