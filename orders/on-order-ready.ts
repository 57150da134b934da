import { reaction } from "#messaging/reaction.ts";
import { orders } from "./order.ts";
import { record } from "./record-fact.ts";

/** The food is packed and waits for its courier. */
export const onOrderReady = reaction("restaurants.order-ready.v1", {
  reads: ({ orderId }) => ({ order: orders(orderId) }),
  react: ({ order }, { time }) => record(order, { what: "order-ready", at: time, by: "restaurants" }),
});
