import { reaction } from "#messaging/reaction.ts";
import { orders } from "./order.ts";
import { record } from "./record-fact.ts";

/** The customer has the food. An order cancelled on the way stays cancelled; the delivery is recorded. */
export const onOrderDelivered = reaction("couriers.order-delivered.v1", {
  reads: ({ orderId }) => ({ order: orders(orderId) }),
  react: ({ order }, { time }) => record(order, { what: "order-delivered", at: time, by: "couriers" }),
});
