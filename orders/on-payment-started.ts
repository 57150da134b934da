import { reaction } from "#messaging/reaction.ts";
import { orders } from "./order.ts";
import { record } from "./record-fact.ts";

/** The card is being charged. The customer has until `expiresAt` to pay. */
export const onPaymentStarted = reaction("payments.payment-started.v1", {
  reads: ({ orderId }) => ({ order: orders(orderId) }),
  react: ({ order }, { time, data: { expiresAt } }) =>
    record(order, {
      what: "payment-started",
      at: time,
      by: "payments",
      detail: `to be paid by ${expiresAt}`,
    }),
});
