import { expect } from "chai";
import { cancelOrder } from "#orders/cancel-order.ts";
import { orderId } from "#tooling/testing/event-samples.ts";
import { localMessage } from "#tooling/testing/messages.ts";
import { now, order, orderAfter, published, reactTo, received, saved } from "./given.ts";

const cancel = localMessage(cancelOrder, orderId, { orderId, customerId: "ada" });
const cancelOfAnother = localMessage(cancelOrder, orderId, { orderId, customerId: "grace" });

describe("A customer cancels an order", () => {
  it("cancels it, and publishes order-cancelled", () => {
    expect(reactTo(cancel, order)).to.deep.equal({
      save: {
        order: {
          ...order,
          status: "cancelled",
          history: [
            ...order.history,
            { what: "order-cancelled", at: now, by: "customer", detail: "customer" },
          ],
        },
      },
      publish: [
        { type: "orders.order-cancelled.v1", subject: orderId, data: { orderId, reason: "customer" } },
      ],
      reply: { orderId, status: "cancelled" },
    });
  });

  it("may do so until the delivery, even while the food is on its way", () => {
    const outcome = reactTo(cancel, orderAfter(received("couriers.order-picked-up.v1")));

    expect(saved(outcome)?.status).to.equal("cancelled");
    expect(published(outcome)).to.have.lengthOf(1);
  });

  it("is refused after the delivery", () => {
    expect(reactTo(cancel, orderAfter(received("couriers.order-delivered.v1")))).to.deep.equal({
      refused: {
        code: "already-delivered",
        detail: "the order has been delivered and can no longer be cancelled",
      },
    });
  });

  it("gets the same reply when cancelling again, and cancels once", () => {
    expect(reactTo(cancel, orderAfter(cancel))).to.deep.equal({ reply: { orderId, status: "cancelled" } });
  });

  it("is refused if the order was cancelled for another reason", () => {
    expect(reactTo(cancel, orderAfter(received("payments.payment-declined.v1")))).to.deep.equal({
      refused: {
        code: "already-cancelled",
        detail: "the order is already cancelled, but not by you: see its history",
      },
    });
  });

  it("learns nothing about another customer's order", () => {
    const unknown = {
      refused: { code: "unknown-order", detail: `you have no order ${orderId}` },
    };

    expect(reactTo(cancelOfAnother, order)).to.deep.equal(unknown);
    expect(reactTo(cancel, undefined)).to.deep.equal(unknown);
  });
});
