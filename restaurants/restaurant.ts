import type { Events } from "#contracts/generated/events.ts";
import type { Instant } from "#messaging/instant.ts";
import { collection } from "#messaging/store.ts";

export type Menu = Events["restaurants.menu-changed.v1"];
export type Dish = Menu["dishes"][number];
export type Rejection = Omit<Events["restaurants.order-rejected.v1"], "orderId" | "restaurantId">;

/**
 * From when to when a kitchen cooks, as "HH:MM" in UTC. Closing may be after midnight; equal times mean
 * always.
 */
export interface Hours {
  readonly opens: string;
  readonly closes: string;
}

/** What a restaurant is, before its kitchen cooks anything. */
export interface NewRestaurant {
  readonly restaurantId: string;
  readonly name: string;
  readonly zone: string;
  readonly currency: "EUR";
  readonly hours: Hours;
  /** The switch of the staff: false is closed, whatever the hours say. */
  readonly open: boolean;
  readonly dishes: readonly Dish[];
  /** The most orders that cook at once. */
  readonly capacity: number;
  /** How long this kitchen cooks, as a share of the usual time: 0.5 is half of it. */
  readonly cookingFactor: number;
}

export interface Restaurant extends NewRestaurant {
  /** The orders that cook now. */
  readonly cooking: readonly string[];
  /** Of the menu: grows by one with each change. */
  readonly revision: number;
}

export const restaurants = collection<Restaurant>("restaurants");

/** The menu as everybody else is told. */
export const menuOf = ({ restaurantId, name, zone, currency, revision, dishes }: Restaurant): Menu => ({
  restaurantId,
  name,
  zone,
  currency,
  revision,
  dishes: [...dishes],
});

/** Whether the kitchen takes orders at this moment: the staff's switch, and the hours. */
export function isOpen({ open, hours }: Pick<Restaurant, "open" | "hours">, now: Instant): boolean {
  const { opens, closes } = hours;
  const time = now.slice("2026-01-02T".length, "2026-01-02T18:00".length);
  if (!open) return false;
  // The same twice is the whole day.
  return opens < closes ? opens <= time && time < closes : opens <= time || time < closes;
}

/** Why this restaurant cannot cook these dishes now; undefined when it can. */
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
