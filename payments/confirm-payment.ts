import { command, reaction, refuse } from "#messaging/reaction.ts";
import { payments } from "./payment.ts";
import { confirm } from "./provider.ts";

export const confirmPayment = command<{ readonly orderId: string; readonly customerId: string }>(
  "payments.confirm-payment",
);

/** The customer confirms the payment: tell the provider, which will then charge the card. */
export const onConfirmPayment = reaction(confirmPayment, {
  reads: ({ orderId }) => ({ payment: payments(orderId) }),
  react({ payment }, { data: { orderId, customerId } }) {
    if (!payment || payment.status === "tombstone" || payment.customerId !== customerId) {
      return refuse("unknown-payment", `there is no payment of yours for order ${orderId}`);
    }
    if (payment.status !== "awaiting-confirmation") {
      return refuse("nothing-to-confirm", `the payment is ${payment.status}; it waits for no confirmation`);
    }
    return {
      // As it is: so that it is still so when the call is committed, and no cancelled order is charged.
      save: { payment },
      call: [confirm.with(`confirm:${orderId}`, { orderId, chargeId: payment.chargeId })],
      reply: { orderId, status: payment.status },
    };
  },
});
