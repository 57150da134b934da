import { reaction } from "#messaging/reaction.ts";
import { orders } from "./order.ts";
import { record } from "./record.ts";

/** The customer has the food. If the order was cancelled on the way, it stays cancelled, and this is known. */
export const onOrderDelivered = reaction("couriers.order-delivered.v1", {
  reads: ({ orderId }) => ({ order: orders(orderId) }),
  react: ({ order }, { time }) => record(order, { what: "order-delivered", at: time, by: "couriers" }),
});
