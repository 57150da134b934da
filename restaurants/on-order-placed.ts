import { reaction } from "#messaging/reaction.ts";
import { whenPlaced } from "./join-order-and-payment.ts";
import { orderedAs, tickets } from "./ticket.ts";

/** An order was placed: save it, and ask the kitchen once it is paid. */
export const onOrderPlaced = reaction("orders.order-placed.v1", {
  reads: ({ orderId }) => ({ ticket: tickets(orderId) }),
  react: ({ ticket }, { data: order }, { now }) => whenPlaced(ticket, orderedAs(order), now),
});
