import { ignore, reaction } from "#messaging/reaction.ts";
import { cancelled, cancelledOnTheWay, deliveries, tombstone } from "./delivery.ts";
import { giveUp } from "./on-give-up.ts";
import { release } from "./on-release.ts";

/**
 * The order was cancelled: stop looking for a courier, or call back the one who was sent. One who already has
 * the food delivers it.
 */
export const onOrderCancelled = reaction("orders.order-cancelled.v1", {
  reads: ({ orderId }) => ({ delivery: deliveries(orderId) }),
  react({ delivery }, { data: { orderId } }, { now }) {
    if (!delivery) return { save: { delivery: tombstone(orderId) } };
    switch (delivery.status) {
      case "ready-first":
        return { save: { delivery: tombstone(orderId) } };
      case "waiting":
      case "assigned": {
        const { zone } = delivery;
        return {
          save: { delivery: cancelled(delivery) },
          cancelTimers: [giveUp.nameFor(orderId)],
          setTimers: [release.at(now, orderId, { orderId, zone })],
        };
      }
      case "picked-up":
        return { save: { delivery: cancelledOnTheWay(delivery) } };
      default:
        return ignore(`the delivery is ${delivery.status}`);
    }
  },
});
