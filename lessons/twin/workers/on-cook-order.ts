import { ignore, reaction } from "#messaging/reaction.ts";
import { askKitchen } from "#restaurants/on-check-order.ts";
import { checking, tickets } from "#restaurants/ticket.ts";

/** The conductor sends this command once the order is paid, so there is no join: ask the kitchen at once. */
export const onCookOrder = reaction("conductor.cook-order.v1", {
  reads: ({ orderId }) => ({ ticket: tickets(orderId) }),
  react({ ticket }, { data: order }, { now }) {
    if (ticket?.status === "tombstone") return ignore("the order was cancelled first");
    if (ticket) return ignore("the order is already known");
    return { save: { ticket: checking(order) }, setTimers: [askKitchen(order, now)] };
  },
});
