import { command, event, reaction, refuse } from "#messaging/reaction.ts";
import type { Hours } from "./opening-hours.ts";
import { type Dish, menuOf, type Restaurant, restaurants } from "./restaurant.ts";
import { seenByStaff } from "./views.ts";

export interface RestaurantChange {
  readonly restaurantId: string;
  readonly open?: boolean;
  readonly capacity?: number;
  readonly hours?: Hours;
  /** Applied in this order. Dishes that are not named stay unchanged. */
  readonly dishes?: readonly DishChange[];
}

interface DishChange {
  readonly dishId: string;
  readonly price?: number;
  readonly available?: boolean;
}

export const changeRestaurant = command<RestaurantChange>("restaurants.change-restaurant");

/** Staff open or close the restaurant, or change its capacity, hours, prices or availability. */
export const onChangeRestaurant = reaction(changeRestaurant, {
  reads: ({ restaurantId }) => ({ restaurant: restaurants(restaurantId) }),
  react({ restaurant }, { data: change }, { now }) {
    const { restaurantId, dishes = [] } = change;
    if (!restaurant) return refuse("unknown-restaurant", `there is no restaurant ${restaurantId}`);
    const unknown = dishes.findIndex(
      ({ dishId }) => !restaurant.dishes.some((dish) => dish.dishId === dishId),
    );
    if (unknown >= 0) {
      const detail = `${dishes[unknown]?.dishId} is not on the menu of ${restaurantId}`;
      return refuse("unknown-dish", detail, `/dishes/${unknown}/dishId`);
    }
    const changed = changedBy(restaurant, change);
    const reply = seenByStaff(changed, now);
    if (changed.revision === restaurant.revision) return { save: { restaurant: changed }, reply };
    return {
      save: { restaurant: changed },
      publish: [event("restaurants.menu-changed.v1", restaurantId, menuOf(changed))],
      reply,
    };
  },
});

function changedBy(restaurant: Restaurant, change: RestaurantChange): Restaurant {
  const { open = restaurant.open, capacity = restaurant.capacity, hours = restaurant.hours } = change;
  const dishes = restaurant.dishes.map((dish) => (change.dishes ?? []).reduce(changedDish, dish));
  const sameMenu = dishes.every((dish, i) => isSame(dish, restaurant.dishes[i]));
  const revision = sameMenu ? restaurant.revision : restaurant.revision + 1;
  return { ...restaurant, open, capacity, hours, dishes, revision };
}

const changedDish = (dish: Dish, change: DishChange): Dish => {
  if (change.dishId !== dish.dishId) return dish;
  const { price = dish.price, available = dish.available } = change;
  return { ...dish, price, available };
};

const isSame = (a: Dish, b: Dish | undefined): boolean => a.price === b?.price && a.available === b.available;
