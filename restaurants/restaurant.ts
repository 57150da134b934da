import type { Events } from "#contracts/generated/events.ts";
import { listedBy } from "#messaging/service.ts";
import { collection } from "#messaging/store.ts";
import type { Opening } from "./opening-hours.ts";

export type Menu = Events["restaurants.menu-changed.v1"];
export type Dish = Menu["dishes"][number];

/** A restaurant before its kitchen cooks anything. */
export interface NewRestaurant extends Opening {
  readonly restaurantId: string;
  readonly name: string;
  readonly zone: string;
  readonly currency: "EUR";
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

/** Restaurants are listed all together, and by zone. */
export const restaurantLists = [
  listedBy(restaurants, [], "restaurantId"),
  listedBy(restaurants, ["zone"], "restaurantId"),
];

/** The menu as it is published. */
export const menuOf = ({ restaurantId, name, zone, currency, revision, dishes }: Restaurant): Menu => ({
  restaurantId,
  name,
  zone,
  currency,
  revision,
  dishes: [...dishes],
});
