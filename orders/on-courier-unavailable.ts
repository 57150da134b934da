import { reaction } from "#messaging/reaction.ts";
import { cancelAfterFailure } from "./cancel-after-failure.ts";
import { orders } from "./order.ts";

/** No courier is available: cancel the order. */
export const onCourierUnavailable = reaction("couriers.courier-unavailable.v1", {
  reads: ({ orderId }) => ({ order: orders(orderId) }),
  react({ order }, { time, data: { zone, waitedSeconds } }, { now }) {
    const failure = {
      what: "courier-unavailable",
      at: time,
      by: "couriers",
      detail: `no courier in ${zone} within ${waitedSeconds} seconds`,
    } as const;
    return cancelAfterFailure(order, failure, { reason: "courier-unavailable", now });
  },
});
