import type { Instant } from "#messaging/instant.ts";
import { type Hours, isOpen, type Restaurant } from "./restaurant.ts";

/** A restaurant as everybody may see it. */
export interface RestaurantForAll {
  readonly restaurantId: string;
  readonly name: string;
  readonly zone: string;
  readonly currency: "EUR";
  readonly hours: Hours;
  /** Whether it takes orders at this moment. */
  readonly openNow: boolean;
}

/** A restaurant as its staff sees it. */
export interface RestaurantForStaff extends RestaurantForAll {
  readonly open: boolean;
  readonly capacity: number;
  /** How many orders cook now. */
  readonly cooking: number;
  readonly menuRevision: number;
}

/** What a restaurant shows to everybody. */
export const seenByAll = (restaurant: Restaurant, now: Instant): RestaurantForAll => {
  const { restaurantId, name, zone, currency, hours } = restaurant;
  return { restaurantId, name, zone, currency, hours, openNow: isOpen(restaurant, now) };
};

/** What a restaurant shows to its staff. */
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
