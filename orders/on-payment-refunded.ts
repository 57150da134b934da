import { reaction } from "#messaging/reaction.ts";
import { orders } from "./order.ts";
import { record } from "./record-fact.ts";

/** The customer got a refund. The order is already cancelled, or is about to be. */
export const onPaymentRefunded = reaction("payments.payment-refunded.v1", {
  reads: ({ orderId }) => ({ order: orders(orderId) }),
  react: ({ order }, { time, data: { reason } }) =>
    record(order, { what: "payment-refunded", at: time, by: "payments", detail: reason }),
});
