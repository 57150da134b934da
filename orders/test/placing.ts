import type { Menu } from "#orders/menu.ts";
import { onPlaceOrder, type PlaceOrder, placeOrder } from "#orders/place-order.ts";
import { orderId } from "#tooling/testing/event-samples.ts";
import { localMessage } from "#tooling/testing/messages.ts";
import { now } from "./given.ts";

/** Our copy of the trattoria's menu. */
export const menu: Menu = {
  restaurantId: "trattoria-sole",
  name: "Trattoria Sole",
  zone: "center",
  currency: "EUR",
  revision: 1,
  dishes: [
    { dishId: "margherita", name: "Pizza Margherita", price: 950 },
    { dishId: "tiramisu", name: "Tiramisu", price: 600 },
    { dishId: "water", name: "Tap water", price: 0 },
    { dishId: "caviar", name: "Caviar", price: 1_000_000 },
  ],
};

/** Ada's order. */
export const request: PlaceOrder = {
  orderId,
  customer: { customerId: "ada", name: "Ada Lovelace", email: "ada@example.com" },
  restaurantId: "trattoria-sole",
  items: [
    { dishId: "margherita", quantity: 2 },
    { dishId: "tiramisu", quantity: 1 },
  ],
  card: "tok_ok",
  address: "12 Rue des Lilas, 2nd floor",
};

/** The reaction to an order, given these documents. */
export const place = (data: PlaceOrder, documents: object = { menu }) =>
  onPlaceOrder.react({ ...documents }, localMessage(placeOrder, orderId, data), { now });
