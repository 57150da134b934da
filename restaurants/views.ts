import type { Instant } from "#messaging/instant.ts";
import { isOpen } from "./opening-hours.ts";
import type { Restaurant } from "./restaurant.ts";

/** A restaurant as everyone may see it, and whether it takes orders now. */
export const seenByAll = (restaurant: Restaurant, now: Instant) => {
  const { restaurantId, name, zone, currency, hours } = restaurant;
  return { restaurantId, name, zone, currency, hours, openNow: isOpen(restaurant, now) };
};

/** A restaurant as staff see it: also how many orders are cooking, and how many there may be. */
export const seenByStaff = (restaurant: Restaurant, now: Instant) => {
  const { open, capacity, cooking, revision } = restaurant;
  return {
    ...seenByAll(restaurant, now),
    open,
    capacity,
    cooking: cooking.length,
    menuRevision: revision,
  };
};
