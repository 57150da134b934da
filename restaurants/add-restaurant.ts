import { command, event, ignore, reaction } from "#messaging/reaction.ts";
import { menuOf, type NewRestaurant, type Restaurant, restaurants } from "./restaurant.ts";

export const addRestaurant = command<NewRestaurant>("restaurants.add-restaurant");

/** A restaurant joins: publish its menu. */
export const onAddRestaurant = reaction(addRestaurant, {
  reads: ({ restaurantId }) => ({ restaurant: restaurants(restaurantId) }),
  react({ restaurant }, { data }) {
    if (restaurant) return ignore(`${data.restaurantId} already exists`);
    const added: Restaurant = { ...data, cooking: [], revision: 1 };
    return {
      save: { restaurant: added },
      publish: [event("restaurants.menu-changed.v1", data.restaurantId, menuOf(added))],
    };
  },
});
