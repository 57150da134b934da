import type { Events } from "#contracts/generated/events.ts";
import type { Instant } from "#messaging/instant.ts";
import { collection } from "#messaging/store.ts";

export type Menu = Events["restaurants.menu-changed.v1"];
export type Dish = Menu["dishes"][number];
export type Rejection = Omit<Events["restaurants.order-rejected.v1"], "orderId" | "restaurantId">;

/** The opening hours as "HH:MM" in UTC. Closing may be after midnight; equal times mean always open. */
export interface Hours {
  readonly opens: string;
  readonly closes: string;
}

/** A restaurant before its kitchen cooks anything. */
export interface NewRestaurant {
  readonly restaurantId: string;
  readonly name: string;
  readonly zone: string;
  readonly currency: "EUR";
  readonly hours: Hours;
  /** Set by staff: false means closed, whatever the hours are. */
  readonly open: boolean;
  readonly dishes: readonly Dish[];
  /** How many orders may cook at once. */
  readonly capacity: number;
  /** This kitchen's cooking time as a factor of the usual time: 0.5 is half of it. */
  readonly cookingFactor: number;
}

export interface Restaurant extends NewRestaurant {
  /** The orders that are cooking. */
  readonly cooking: readonly string[];
  /** The menu's revision: grows by one with each change. */
  readonly revision: number;
}

export const restaurants = collection<Restaurant>("restaurants");

/** The menu as it is published. */
export const menuOf = ({ restaurantId, name, zone, currency, revision, dishes }: Restaurant): Menu => ({
  restaurantId,
  name,
  zone,
  currency,
  revision,
  dishes: [...dishes],
});

/** Whether the kitchen takes orders now, by the staff's switch and the hours. */
export function isOpen({ open, hours }: Pick<Restaurant, "open" | "hours">, now: Instant): boolean {
  const { opens, closes } = hours;
  const time = now.slice("2026-01-02T".length, "2026-01-02T18:00".length);
  if (!open) return false;
  // Equal times mean the whole day.
  return opens < closes ? opens <= time && time < closes : opens <= time || time < closes;
}

/** Why this restaurant cannot cook these dishes now; undefined if it can. */
export function whyNot(
  restaurant: Restaurant,
  dishIds: readonly string[],
  now: Instant,
): Rejection | undefined {
  if (!isOpen(restaurant, now)) return { reason: "closed" };
  const available = restaurant.dishes.filter((dish) => dish.available).map(({ dishId }) => dishId);
  const missing = dishIds.filter((dishId) => !available.includes(dishId));
  if (missing.length > 0) return { reason: "dish-unavailable", dishIds: [...new Set(missing)] };
  if (restaurant.cooking.length >= restaurant.capacity) return { reason: "kitchen-overloaded" };
  return undefined;
}

export const startCooking = (restaurant: Restaurant, orderId: string): Restaurant => ({
  ...restaurant,
  cooking: [...restaurant.cooking, orderId],
});

export const stopCooking = (restaurant: Restaurant, orderId: string): Restaurant => ({
  ...restaurant,
  cooking: restaurant.cooking.filter((cooking) => cooking !== orderId),
});
