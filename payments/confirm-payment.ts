import { command, reaction, refuse } from "#messaging/reaction.ts";
import { confirmOf } from "./idempotency-keys.ts";
import { payments } from "./payment.ts";

export const confirmPayment = command<{ readonly orderId: string; readonly customerId: string }>(
  "payments.confirm-payment",
);

/** The customer confirms the payment: call the provider, which then charges the card. */
export const onConfirmPayment = reaction(confirmPayment, {
  reads: ({ orderId }) => ({ payment: payments(orderId) }),
  react({ payment }, { data: { orderId, customerId } }) {
    if (!payment || payment.status === "tombstone" || payment.customerId !== customerId) {
      return refuse("unknown-payment", `you have no payment for order ${orderId}`);
    }
    if (payment.status !== "awaiting-confirmation") {
      return refuse("nothing-to-confirm", `the payment is ${payment.status}: there is nothing to confirm`);
    }
    return {
      // Saved unchanged, so that the commit fails if an order-cancelled is committed first: a cancelled order
      // must not be charged.
      save: { payment },
      call: [confirmOf({ orderId, chargeId: payment.chargeId })],
      reply: { orderId, status: payment.status },
    };
  },
});
