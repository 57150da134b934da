import { event, ignore, reaction, timer } from "#messaging/reaction.ts";
import { expired, payments } from "./payment.ts";

export const paymentExpiry = timer<{ readonly orderId: string }>("payments.payment-expiry");

/**
 * The time to pay is over. The version of the payment's document decides whether the money or the timer came
 * first.
 */
export const onPaymentExpiry = reaction(paymentExpiry, {
  reads: ({ orderId }) => ({ payment: payments(orderId) }),
  react({ payment }, { data: { orderId } }, { now }) {
    if (payment?.status !== "charging" && payment?.status !== "awaiting-confirmation") {
      return ignore(`the payment is ${payment?.status ?? "unknown"}`);
    }
    return {
      save: { payment: expired(payment, now) },
      publish: [event("payments.payment-expired.v1", orderId, { orderId, expiredAt: now })],
    };
  },
});
