import type { Instant } from "#messaging/instant.ts";
import { type Hours, isOpen } from "./opening-hours.ts";
import type { Restaurant } from "./restaurant.ts";

/** A restaurant as everyone may see it. */
export interface RestaurantForAll {
  readonly restaurantId: string;
  readonly name: string;
  readonly zone: string;
  readonly currency: "EUR";
  readonly hours: Hours;
  /** Whether it takes orders now. */
  readonly openNow: boolean;
}

/** A restaurant as staff see it. */
export interface RestaurantForStaff extends RestaurantForAll {
  readonly open: boolean;
  readonly capacity: number;
  /** How many orders are cooking. */
  readonly cooking: number;
  readonly menuRevision: number;
}

/** The public view of a restaurant. */
export const seenByAll = (restaurant: Restaurant, now: Instant): RestaurantForAll => {
  const { restaurantId, name, zone, currency, hours } = restaurant;
  return { restaurantId, name, zone, currency, hours, openNow: isOpen(restaurant, now) };
};

/** The staff's view of a restaurant. */
export const seenByStaff = (restaurant: Restaurant, now: Instant): RestaurantForStaff => {
  const { open, capacity, cooking, revision } = restaurant;
  return {
    ...seenByAll(restaurant, now),
    open,
    capacity,
    cooking: cooking.length,
    menuRevision: revision,
  };
};
