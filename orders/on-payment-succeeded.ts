import { reaction } from "#messaging/reaction.ts";
import { orders } from "./order.ts";
import { record } from "./record-fact.ts";

/** The order is paid: it is the restaurant's turn. */
export const onPaymentSucceeded = reaction("payments.payment-succeeded.v1", {
  reads: ({ orderId }) => ({ order: orders(orderId) }),
  react: ({ order }, { time }) => record(order, { what: "payment-succeeded", at: time, by: "payments" }),
});
