import { event, ignore, reaction } from "#messaging/reaction.ts";
import { payments, refunded } from "./payment.ts";
import { refundSettled } from "./provider.ts";

/** The provider refunded the money. */
export const onRefundSettled = reaction(refundSettled, {
  reads: ({ orderId }) => ({ payment: payments(orderId) }),
  react({ payment }, { data: { refundId } }) {
    if (payment?.status !== "refunding") return ignore(`the payment is ${payment?.status ?? "unknown"}`);
    const { orderId, amount, chargeId, why } = payment;
    return {
      save: { payment: refunded(payment, refundId) },
      publish: [
        event("payments.payment-refunded.v1", orderId, { orderId, amount, chargeId, refundId, reason: why }),
      ],
    };
  },
});
