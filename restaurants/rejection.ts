import type { Events } from "#contracts/generated/events.ts";
import type { Instant } from "#messaging/instant.ts";
import { isFull } from "./kitchen.ts";
import { isOpen } from "./opening-hours.ts";
import type { Restaurant } from "./restaurant.ts";

export type Rejection = Omit<Events["restaurants.order-rejected.v1"], "orderId" | "restaurantId">;

/** Why a restaurant cannot cook these dishes now; undefined if it can. */
export function rejectionOf(
  restaurant: Restaurant,
  dishIds: readonly string[],
  now: Instant,
): Rejection | undefined {
  if (!isOpen(restaurant, now)) return { reason: "closed" };
  const available = restaurant.dishes.filter((dish) => dish.available).map(({ dishId }) => dishId);
  const missing = dishIds.filter((dishId) => !available.includes(dishId));
  if (missing.length > 0) return { reason: "dish-unavailable", dishIds: [...new Set(missing)] };
  if (isFull(restaurant)) return { reason: "kitchen-overloaded" };
  return undefined;
}
