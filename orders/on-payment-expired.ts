import { reaction } from "#messaging/reaction.ts";
import { cancelAfterFailure } from "./cancel-after-failure.ts";
import { orders } from "./order.ts";

/** The customer did not pay in time: cancel the order. */
export const onPaymentExpired = reaction("payments.payment-expired.v1", {
  reads: ({ orderId }) => ({ order: orders(orderId) }),
  react({ order }, { time }, { now }) {
    const failure = { what: "payment-expired", at: time, by: "payments" } as const;
    return cancelAfterFailure(order, failure, { reason: "payment-expired", now });
  },
});
