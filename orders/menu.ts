import type { Events } from "#contracts/generated/events.ts";
import { collection } from "#messaging/store.ts";

/** Our own copy of a restaurant's menu: it prices orders even while the restaurants service is down. */
export interface Menu {
  readonly restaurantId: string;
  readonly name: string;
  readonly zone: string;
  readonly currency: "EUR";
  readonly revision: number;
  readonly dishes: readonly Dish[];
}

/** Availability is left out: the restaurant decides whether it can cook a dish today. */
export interface Dish {
  readonly dishId: string;
  readonly name: string;
  /** The price of one, in minor units. */
  readonly price: number;
}

/** One menu per restaurant, under the restaurant's id. */
export const menus = collection<Menu>("menus");

/** The part of a published menu that we keep. */
export const menuOf = ({
  restaurantId,
  name,
  zone,
  currency,
  revision,
  dishes,
}: Events["restaurants.menu-changed.v1"]): Menu => ({
  restaurantId,
  name,
  zone,
  currency,
  revision,
  dishes: dishes.map((dish) => ({ dishId: dish.dishId, name: dish.name, price: dish.price })),
});
