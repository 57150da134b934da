import { expect } from "chai";
import { orderId, otherOrderId } from "#tooling/testing/event-samples.ts";
import { localMessage } from "#tooling/testing/messages.ts";
import { checkOrder, onCheckOrder } from "../on-check-order.ts";
import { now, ordered, trattoria } from "./given.ts";

const reaction = onCheckOrder({ cookingMs: 1_200_000 });
const check = localMessage(checkOrder, orderId, { orderId, restaurantId: "trattoria-sole" });
const ticket = { ...ordered, status: "checking" };
const readyAt = "2026-01-02T18:10:00.000Z";

describe("The kitchen checks an order", () => {
  it("accepts it if it is open, has the dishes and has capacity", () => {
    const outcome = reaction.react({ ticket, restaurant: trattoria() }, check, { now });
    expect(outcome).to.deep.equal({
      save: {
        ticket: { ...ordered, status: "cooking", readyAt },
        restaurant: trattoria({ cooking: [orderId] }),
      },
      setTimers: [
        {
          type: "restaurants.cooking-done",
          name: `restaurants.cooking-done/${orderId}`,
          subject: orderId,
          at: readyAt,
          data: { orderId, restaurantId: "trattoria-sole" },
        },
      ],
      publish: [
        {
          type: "restaurants.order-confirmed.v1",
          subject: orderId,
          data: {
            orderId,
            restaurantId: "trattoria-sole",
            restaurantName: "Trattoria Sole",
            zone: "center",
            address: "12 Rue des Lilas, 2nd floor",
            readyAt,
          },
        },
      ],
    });
  });

  it("rejects it if staff have closed the restaurant", () => {
    const restaurant = trattoria({ open: false });
    const outcome = reaction.react({ ticket, restaurant }, check, { now });
    expect(outcome).to.deep.equal(rejected({ reason: "closed" }));
  });

  it("rejects it outside opening hours", () => {
    const restaurant = trattoria({ hours: { opens: "11:30", closes: "18:00" } });
    const outcome = reaction.react({ ticket, restaurant }, check, { now });
    expect(outcome).to.deep.equal(rejected({ reason: "closed" }));
  });

  it("rejects it with the unavailable dishes, each once", () => {
    const twice = { ...ticket, dishIds: ["tiramisu", "margherita", "tiramisu", "no-such-dish"] };
    const restaurant = trattoria({
      dishes: [
        { dishId: "margherita", name: "Pizza Margherita", price: 950, available: true },
        { dishId: "tiramisu", name: "Tiramisu", price: 600, available: false },
      ],
    });
    const outcome = reaction.react({ ticket: twice, restaurant }, check, { now });
    expect(outcome)
      .to.have.nested.property("publish[0].data")
      .that.deep.equals({
        orderId,
        restaurantId: "trattoria-sole",
        reason: "dish-unavailable",
        dishIds: ["tiramisu", "no-such-dish"],
      });
  });

  it("rejects it at full capacity", () => {
    const restaurant = trattoria({ capacity: 1, cooking: [otherOrderId] });
    const outcome = reaction.react({ ticket, restaurant }, check, { now });
    expect(outcome).to.deep.equal(rejected({ reason: "kitchen-overloaded" }));
  });

  it("rejects it for an unknown restaurant, so that the customer gets a refund", () => {
    const outcome = reaction.react({ ticket, restaurant: undefined }, check, { now });
    expect(outcome).to.deep.equal(rejected({ reason: "closed" }));
  });

  it("does not cook it if it was cancelled between payment and check", () => {
    const cancelled = { ...ordered, status: "cancelled" };
    const outcome = reaction.react({ ticket: cancelled, restaurant: trattoria() }, check, { now });
    expect(outcome).to.deep.equal({ ignored: "the ticket is cancelled" });
  });
});

const rejected = (rejection: { readonly reason: string }) => ({
  save: { ticket: { ...ordered, status: "rejected", rejection } },
  publish: [
    {
      type: "restaurants.order-rejected.v1",
      subject: orderId,
      data: { orderId, restaurantId: "trattoria-sole", ...rejection },
    },
  ],
});
