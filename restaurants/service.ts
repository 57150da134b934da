import { hears } from "#contracts/hears.ts";
import { service } from "#messaging/service.ts";
import { onAddRestaurant } from "./add-restaurant.ts";
import { onChangeRestaurant } from "./change-restaurant.ts";
import { onCheckOrder } from "./on-check-order.ts";
import { onCookingDone } from "./on-cooking-done.ts";
import { onFreeSlot } from "./on-free-slot.ts";
import { onOrderCancelled } from "./on-order-cancelled.ts";
import { onOrderPlaced } from "./on-order-placed.ts";
import { onPaymentSucceeded } from "./on-payment-succeeded.ts";
import { restaurantLists, restaurants } from "./restaurant.ts";
import type { RestaurantsSettings } from "./settings.ts";
import { tickets } from "./ticket.ts";

/** Everything that can happen to a restaurant and its kitchen. */
export const restaurantsService = (settings: RestaurantsSettings) =>
  service({
    name: "restaurants",
    hears: hears.restaurants,
    reactions: [
      onOrderPlaced,
      onPaymentSucceeded,
      onCheckOrder(settings),
      onCookingDone,
      onOrderCancelled,
      onFreeSlot,
      onAddRestaurant,
      onChangeRestaurant,
    ],
    collections: [restaurants, tickets],
    indexes: restaurantLists,
  });
