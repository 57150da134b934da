import { command, event, reaction, refuse } from "#messaging/reaction.ts";
import { cancelled, cancelledByCustomer, orders } from "./order.ts";

export const cancelOrder = command<{ readonly orderId: string; readonly customerId: string }>(
  "orders.cancel-order",
);

/** The customer cancels. This is possible until the food is delivered, and the money is refunded. */
export const onCancelOrder = reaction(cancelOrder, {
  reads: ({ orderId }) => ({ order: orders(orderId) }),
  react({ order }, { data: { orderId, customerId } }, { now }) {
    if (order?.customerId !== customerId) {
      return refuse("unknown-order", `you have no order ${orderId}`);
    }
    if (order.status === "delivered") {
      return refuse("already-delivered", "the order has been delivered and can no longer be cancelled");
    }
    if (cancelledByCustomer(order)) return { reply: { orderId, status: order.status } };
    if (order.status === "cancelled") {
      return refuse("already-cancelled", "the order is already cancelled, but not by you: see its history");
    }
    const saved = cancelled(order, now, "customer");
    return {
      save: { order: saved },
      publish: [event("orders.order-cancelled.v1", orderId, { orderId, reason: "customer" })],
      reply: { orderId, status: saved.status },
    };
  },
});
