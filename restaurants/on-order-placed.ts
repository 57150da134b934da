import { ignore, reaction } from "#messaging/reaction.ts";
import { askKitchen } from "./on-check-order.ts";
import { awaitingPayment, checking, orderedAs, tickets } from "./ticket.ts";

/**
 * An order was placed: save it, and ask the kitchen once it is paid. The other half of this join is in
 * `on-payment-succeeded.ts`.
 */
export const onOrderPlaced = reaction("orders.order-placed.v1", {
  reads: ({ orderId }) => ({ ticket: tickets(orderId) }),
  react({ ticket }, { data: order }, { now }) {
    if (ticket?.status === "tombstone") return ignore("the order was cancelled first");
    if (!ticket) return { save: { ticket: awaitingPayment(orderedAs(order)) } };
    if (ticket.status !== "awaiting-order") return ignore("the order is already known");
    return { save: { ticket: checking(orderedAs(order)) }, setTimers: [askKitchen(order, now)] };
  },
});
