import { setShift } from "#couriers/set-shift.ts";
import type { Message } from "#messaging/message.ts";
import type { LocalType } from "#messaging/reaction.ts";
import { cancelOrder } from "#orders/cancel-order.ts";
import { placeOrder } from "#orders/place-order.ts";
import { confirmPayment } from "#payments/confirm-payment.ts";
import { changeRestaurant } from "#restaurants/change-restaurant.ts";
import type { Deed, PersonEntry } from "./entry.ts";

/** A person's action by a command; undefined for messages that no person sends, such as a webhook. */
export function deedOf(message: Message): Omit<PersonEntry, "at"> | undefined {
  const find = deeds.get(message.type);
  return find && { kind: "person", ...find(message.data) };
}

type Done = { readonly who: string; readonly did: Deed };

const deeds = new Map<string, (data: unknown) => Done>([
  by(placeOrder, ({ card, customer, items, orderId, restaurantId }) => ({
    who: customer.customerId,
    did: { what: "orders", orderId, restaurantId, items, card },
  })),
  by(cancelOrder, ({ customerId, orderId }) => ({ who: customerId, did: { what: "cancels", orderId } })),
  by(confirmPayment, ({ customerId, orderId }) => ({ who: customerId, did: { what: "confirms", orderId } })),
  by(changeRestaurant, (change) => ({ who: "staff", did: { what: "changes-restaurant", ...change } })),
  by(setShift, ({ courierId, onShift, zone }) => ({
    who: courierId,
    did: { what: onShift ? "starts-shift" : "ends-shift", courierId, zone },
  })),
]);

function by<Data>({ type }: LocalType<Data>, find: (data: Data) => Done): [string, (data: unknown) => Done] {
  return [type, (data) => find(data as Data)];
}
