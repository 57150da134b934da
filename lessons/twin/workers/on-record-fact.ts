import { reaction } from "#messaging/reaction.ts";
import { orders } from "#orders/order.ts";
import { record } from "#orders/record-fact.ts";

/** The conductor reports the progress of the order: record it, whatever happened before. */
export const onRecordFact = reaction("conductor.record-fact.v1", {
  reads: ({ orderId }) => ({ order: orders(orderId) }),
  react: ({ order }, { data: { orderId, ...fact } }) => record(order, fact),
});
