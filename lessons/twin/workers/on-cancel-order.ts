import { event, reaction } from "#messaging/reaction.ts";
import { cancelled, orders, withFact } from "#orders/order.ts";
import { record } from "#orders/record-fact.ts";

/**
 * The conductor gave up on the order. Its decision stands, even if the customer has already cancelled, or the report of the delivery
 * arrived first: the refund is under way.
 */
export const onCancelOrder = reaction("conductor.cancel-order.v1", {
  reads: ({ orderId }) => ({ order: orders(orderId) }),
  react({ order }, { data: { orderId, reason, ...failure } }, { now }) {
    if (!order || order.status === "cancelled") return record(order, failure);
    const detail = failure.detail === undefined ? {} : { detail: failure.detail };
    return {
      save: { order: cancelled(withFact(order, failure), now, reason) },
      publish: [event("orders.order-cancelled.v1", orderId, { orderId, reason, ...detail })],
    };
  },
});
