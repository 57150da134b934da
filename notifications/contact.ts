import type { Events } from "#contracts/generated/events.ts";
import { collection } from "#messaging/store.ts";
import type { Preferences } from "./preferences.ts";

type OrderPlaced = Events["orders.order-placed.v1"];

/** The customer of an order, with the preferences that applied when they placed it. */
export interface Contact {
  readonly orderId: string;
  readonly customerId: string;
  readonly name: string;
  readonly email: string;
  readonly restaurantId: string;
  readonly total: OrderPlaced["total"];
  readonly preferences: Preferences;
}

/** One contact per order, under the order's id. */
export const contacts = collection<Contact>("contacts");

export const contactOf = (placed: OrderPlaced, preferences: Preferences): Contact => ({
  orderId: placed.orderId,
  customerId: placed.customer.customerId,
  name: placed.customer.name,
  email: placed.customer.email,
  restaurantId: placed.restaurantId,
  total: placed.total,
  preferences,
});
