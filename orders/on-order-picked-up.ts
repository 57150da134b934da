import { reaction } from "#messaging/reaction.ts";
import { orders } from "./order.ts";
import { record } from "./record-fact.ts";

/** The food is on its way. */
export const onOrderPickedUp = reaction("couriers.order-picked-up.v1", {
  reads: ({ orderId }) => ({ order: orders(orderId) }),
  react: ({ order }, { time }) => record(order, { what: "order-picked-up", at: time, by: "couriers" }),
});
