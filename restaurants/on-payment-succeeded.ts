import { reaction } from "#messaging/reaction.ts";
import { whenPaid } from "./join-order-and-payment.ts";
import { tickets } from "./ticket.ts";

/** The order is paid: ask the kitchen once we know what was ordered. */
export const onPaymentSucceeded = reaction("payments.payment-succeeded.v1", {
  reads: ({ orderId }) => ({ ticket: tickets(orderId) }),
  react: ({ ticket }, { data: { orderId } }, { now }) => whenPaid(ticket, orderId, now),
});
