import { reaction } from "#messaging/reaction.ts";
import { orders } from "./order.ts";
import { record } from "./record.ts";

/** The customer got the money back: the order is cancelled already, or about to be. */
export const onPaymentRefunded = reaction("payments.payment-refunded.v1", {
  reads: ({ orderId }) => ({ order: orders(orderId) }),
  react: ({ order }, { time, data: { reason } }) =>
    record(order, { what: "payment-refunded", at: time, by: "payments", detail: reason }),
});
