import { command, event, reaction, refuse } from "#messaging/reaction.ts";
import { cancelled, cancelledByCustomer, orders } from "./order.ts";

export const cancelOrder = command<{ readonly orderId: string; readonly customerId: string }>(
  "orders.cancel-order",
);

/** The customer no longer wants it: that holds until the food is delivered, and the money goes back. */
export const onCancelOrder = reaction(cancelOrder, {
  reads: ({ orderId }) => ({ order: orders(orderId) }),
  react({ order }, { data: { orderId, customerId } }, { now }) {
    if (order?.customerId !== customerId) {
      return refuse("unknown-order", `there is no order ${orderId} of yours`);
    }
    if (order.status === "delivered") {
      return refuse("already-delivered", "the order was delivered; it can no longer be cancelled");
    }
    if (cancelledByCustomer(order)) return { reply: { orderId, status: order.status } };
    if (order.status === "cancelled") {
      return refuse("already-cancelled", "the order was cancelled already, but not by you: see its history");
    }
    const saved = cancelled(order, now, "customer");
    return {
      save: { order: saved },
      publish: [event("orders.order-cancelled.v1", orderId, { orderId, reason: "customer" })],
      reply: { orderId, status: saved.status },
    };
  },
});
