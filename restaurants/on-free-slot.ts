import { ignore, reaction, timer } from "#messaging/reaction.ts";
import { stopCooking } from "./kitchen.ts";
import { restaurants } from "./restaurant.ts";

/**
 * A message to this service, due at once: a cancellation names no restaurant, so its own reaction cannot read
 * the kitchen.
 */
export const freeSlot = timer<{ readonly orderId: string; readonly restaurantId: string }>(
  "restaurants.free-slot",
);

/** An order was cancelled while cooking: the kitchen has room for another one. */
export const onFreeSlot = reaction(freeSlot, {
  reads: ({ restaurantId }) => ({ restaurant: restaurants(restaurantId) }),
  react({ restaurant }, { data: { orderId } }) {
    if (!restaurant?.cooking.includes(orderId)) return ignore("the kitchen is not cooking this order");
    return { save: { restaurant: stopCooking(restaurant, orderId) } };
  },
});
