import { ignore, reaction } from "#messaging/reaction.ts";
import { refundOf } from "./idempotency-keys.ts";
import { paymentExpiry } from "./on-payment-expiry.ts";
import { cancelled, payments, refunding, tombstone } from "./payment.ts";

/**
 * The order was cancelled: refund a payment that succeeded, stop waiting for one under way, and start none
 * later.
 */
export const onOrderCancelled = reaction("orders.order-cancelled.v1", {
  reads: ({ orderId }) => ({ payment: payments(orderId) }),
  react({ payment }, { data: { orderId } }) {
    if (!payment) return { save: { payment: tombstone(orderId) } };
    switch (payment.status) {
      case "charging":
      case "awaiting-confirmation":
        return { save: { payment: cancelled(payment) }, cancelTimers: [paymentExpiry.nameFor(orderId)] };
      case "paid": {
        const { amount, chargeId } = payment;
        return {
          save: { payment: refunding(payment, chargeId, "order-cancelled") },
          call: [refundOf({ orderId, chargeId, amount })],
        };
      }
      default:
        return ignore(`the payment is ${payment.status}`);
    }
  },
});
