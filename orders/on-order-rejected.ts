import { reaction } from "#messaging/reaction.ts";
import { cancelAfterFailure } from "./cancel-after-failure.ts";
import { orders } from "./order.ts";

/** The maximum length of `detail` in the contract of order-cancelled. */
const maxDetail = 200;

/** The restaurant cannot cook the order: cancel it, and name the dishes that are the reason. */
export const onOrderRejected = reaction("restaurants.order-rejected.v1", {
  reads: ({ orderId }) => ({ order: orders(orderId) }),
  react({ order }, { time, data: { reason, dishIds } }, { now }) {
    const detail = (dishIds ? `${reason}: ${dishIds.join(", ")}` : reason).slice(0, maxDetail);
    const failure = { what: "order-rejected", at: time, by: "restaurants", detail } as const;
    return cancelAfterFailure(order, failure, { reason: "restaurant-rejected", now });
  },
});
