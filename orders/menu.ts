import type { Events } from "#contracts/generated/events.ts";
import { collection } from "#messaging/store.ts";

/** Our own copy of a restaurant's menu: what an order is priced by, whether the restaurant answers or not. */
export interface Menu {
  readonly restaurantId: string;
  readonly name: string;
  readonly zone: string;
  readonly currency: "EUR";
  readonly revision: number;
  readonly dishes: readonly Dish[];
}

/** Whether it can be had today is for the restaurant to decide, so that is not kept. */
export interface Dish {
  readonly dishId: string;
  readonly name: string;
  /** Price of one, in minor units. */
  readonly price: number;
}

/** One menu a restaurant, under the restaurant's id. */
export const menus = collection<Menu>("menus");

/** What we keep of a menu that a restaurant published. */
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
