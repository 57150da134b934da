import { ignore, reaction } from "#messaging/reaction.ts";
import { askKitchen } from "./on-check-order.ts";
import { awaitingOrder, checking, tickets } from "./ticket.ts";

/**
 * The order is paid: ask the kitchen once we know what was ordered. The other half of this join is in
 * `on-order-placed.ts`.
 */
export const onPaymentSucceeded = reaction("payments.payment-succeeded.v1", {
  reads: ({ orderId }) => ({ ticket: tickets(orderId) }),
  react({ ticket }, { data: { orderId } }, { now }) {
    if (!ticket) return { save: { ticket: awaitingOrder(orderId) } };
    if (ticket.status !== "awaiting-payment") return ignore(`the ticket is ${ticket.status}`);
    return { save: { ticket: checking(ticket) }, setTimers: [askKitchen(ticket, now)] };
  },
});
