import { reaction } from "#messaging/reaction.ts";
import { orders } from "./order.ts";
import { record } from "./record-fact.ts";

/** A courier took the delivery. The kitchen is still cooking, so the order's status does not change. */
export const onCourierAssigned = reaction("couriers.courier-assigned.v1", {
  reads: ({ orderId }) => ({ order: orders(orderId) }),
  react: ({ order }, { time, data: { courierName } }) =>
    record(order, { what: "courier-assigned", at: time, by: "couriers", detail: courierName }),
});
