import { event, ignore, reaction, timer } from "#messaging/reaction.ts";
import { stopCooking } from "./kitchen.ts";
import { restaurants } from "./restaurant.ts";
import { ready, tickets } from "./ticket.ts";

export const cookingDone = timer<{ readonly orderId: string; readonly restaurantId: string }>(
  "restaurants.cooking-done",
);

/** The food is cooked and packed: the kitchen has room for another order. */
export const onCookingDone = reaction(cookingDone, {
  reads: ({ orderId, restaurantId }) => ({ ticket: tickets(orderId), restaurant: restaurants(restaurantId) }),
  react({ ticket, restaurant }, { data: { orderId, restaurantId } }) {
    if (ticket?.status !== "cooking" || !restaurant) {
      return ignore(`the ticket is ${ticket?.status ?? "unknown"}`);
    }
    return {
      save: { ticket: ready(ticket), restaurant: stopCooking(restaurant, orderId) },
      publish: [event("restaurants.order-ready.v1", orderId, { orderId, restaurantId })],
    };
  },
});
