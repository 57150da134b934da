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

describe("an order and its payment", () => {
  it("are cooked when they come in this order", async () => {
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

  it("are cooked when they come in the other order", async () => {
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

  it("are cooked once when both come twice", async () => {
    const { passes, published, receives } = await runRestaurants();
    await receives(paid);
    await receives(placed);
    await receives(placed);
    await receives(paid);
    await passes(1_200_000);
    expect(published).to.have.length(6);
  });

  it("come to nothing when the cancellation is first", async () => {
    const { passes, published, receives } = await runRestaurants();
    await receives(cancelled);
    await receives(paid);
    await receives(placed);
    await passes(3_600_000);
    expect(published).to.deep.equal(menus);
  });
});

describe("a kitchen with room for one order", () => {
  it("rejects the second one", async () => {
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

  it("cooks the second one when the first is cancelled, and the first is never ready", async () => {
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
