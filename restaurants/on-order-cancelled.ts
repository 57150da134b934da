import { ignore, reaction } from "#messaging/reaction.ts";
import { cookingDone } from "./on-cooking-done.ts";
import { freeSlot } from "./on-free-slot.ts";
import { cancelled, tickets, tombstone } from "./ticket.ts";

/** The order was cancelled: stop it unless it is cooked already. */
export const onOrderCancelled = reaction("orders.order-cancelled.v1", {
  reads: ({ orderId }) => ({ ticket: tickets(orderId) }),
  react({ ticket }, { data: { orderId } }, { now }) {
    if (!ticket) return { save: { ticket: tombstone(orderId) } };
    switch (ticket.status) {
      case "awaiting-order":
        return { save: { ticket: tombstone(orderId) } };
      case "awaiting-payment":
      case "checking":
        return { save: { ticket: cancelled(ticket) } };
      case "cooking": {
        const { restaurantId } = ticket;
        return {
          save: { ticket: cancelled(ticket) },
          cancelTimers: [cookingDone.nameFor(orderId)],
          setTimers: [freeSlot.at(now, orderId, { orderId, restaurantId })],
        };
      }
      default:
        return ignore(`the ticket is ${ticket.status}`);
    }
  },
});
