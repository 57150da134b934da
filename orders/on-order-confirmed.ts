import { reaction } from "#messaging/reaction.ts";
import { orders } from "./order.ts";
import { record } from "./record-fact.ts";

/** The restaurant has accepted the order and is cooking it. */
export const onOrderConfirmed = reaction("restaurants.order-confirmed.v1", {
  reads: ({ orderId }) => ({ order: orders(orderId) }),
  react: ({ order }, { time, data: { readyAt } }) =>
    record(order, { what: "order-confirmed", at: time, by: "restaurants", detail: `ready by ${readyAt}` }),
});
