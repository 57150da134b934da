import { reaction } from "#messaging/reaction.ts";
import { orders } from "./order.ts";
import { record } from "./record.ts";

/** The customer has the food. An order that was cancelled on the way stays so, and this is written down. */
export const onOrderDelivered = reaction("couriers.order-delivered.v1", {
  reads: ({ orderId }) => ({ order: orders(orderId) }),
  react: ({ order }, { time }) => record(order, { what: "order-delivered", at: time, by: "couriers" }),
});
