import { expect } from "chai";
import { orderId } from "#tooling/testing/event-samples.ts";
import { eventMessage } from "#tooling/testing/messages.ts";
import { now, order, orderAfter, published, reactTo, received, saved } from "./given.ts";

const at = "2026-01-02T18:00:00.000Z";

describe("Another service reports a failure of an order", () => {
  it("the card was declined: the order is cancelled", () => {
    expect(reactTo(received("payments.payment-declined.v1"), order)).to.deep.equal({
      save: {
        order: {
          ...order,
          status: "cancelled",
          history: [
            ...order.history,
            { what: "payment-declined", at, by: "payments", detail: "card-declined" },
            { what: "order-cancelled", at: now, by: "orders", detail: "payment-declined" },
          ],
        },
      },
      publish: [
        {
          type: "orders.order-cancelled.v1",
          subject: orderId,
          data: { orderId, reason: "payment-declined", detail: "card-declined" },
        },
      ],
    });
  });

  it("the customer did not pay in time: the order is cancelled", () => {
    const outcome = reactTo(received("payments.payment-expired.v1"), order);

    expect(saved(outcome)?.status).to.equal("cancelled");
    expect(published(outcome)[0]?.data).to.deep.equal({ orderId, reason: "payment-expired" });
  });

  it("the restaurant rejected it: the order is cancelled, and the event names the dishes", () => {
    const outcome = reactTo(received("restaurants.order-rejected.v1"), order);

    expect(saved(outcome)?.status).to.equal("cancelled");
    expect(published(outcome)[0]?.data).to.deep.equal({
      orderId,
      reason: "restaurant-rejected",
      detail: "dish-unavailable: tiramisu",
    });
  });

  it("the restaurant is closed: the event says so, without dishes", () => {
    const closed = eventMessage("restaurants.order-rejected.v1", {
      orderId,
      restaurantId: "trattoria-sole",
      reason: "closed",
    });

    expect(published(reactTo(closed, order))[0]?.data).to.deep.equal({
      orderId,
      reason: "restaurant-rejected",
      detail: "closed",
    });
  });

  it("the restaurant has run out of fifty dishes: the detail stays within its contract", () => {
    const dishIds = Array.from({ length: 50 }, (_, i) => `dish-with-quite-a-long-name-${i}`);
    const rejected = eventMessage("restaurants.order-rejected.v1", {
      orderId,
      restaurantId: "trattoria-sole",
      reason: "dish-unavailable",
      dishIds,
    });

    const [cancellation] = published(reactTo(rejected, order));

    expect(cancellation?.data).to.have.property("detail").that.has.lengthOf(200);
  });

  it("no courier was free: the order is cancelled", () => {
    const outcome = reactTo(
      received("couriers.courier-unavailable.v1"),
      orderAfter(received("payments.payment-succeeded.v1"), received("restaurants.order-confirmed.v1")),
    );

    expect(saved(outcome)?.status).to.equal("cancelled");
    expect(published(outcome)[0]?.data).to.deep.equal({
      orderId,
      reason: "courier-unavailable",
      detail: "no courier in center within 600 seconds",
    });
  });
});
