import { reaction } from "#messaging/reaction.ts";
import { cancelAfterFailure } from "./cancel-after-failure.ts";
import { orders } from "./order.ts";

/** The card was declined: cancel the order. */
export const onPaymentDeclined = reaction("payments.payment-declined.v1", {
  reads: ({ orderId }) => ({ order: orders(orderId) }),
  react({ order }, { time, data: { reason } }, { now }) {
    const failure = { what: "payment-declined", at: time, by: "payments", detail: reason } as const;
    return cancelAfterFailure(order, failure, { reason: "payment-declined", now });
  },
});
