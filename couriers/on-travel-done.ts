import { event, ignore, reaction, timer } from "#messaging/reaction.ts";
import { delivered, deliveries } from "./delivery.ts";
import { emptyRoster, rosters } from "./roster.ts";
import { released } from "./waiting-list.ts";

export const travelDone = timer<{ readonly orderId: string; readonly zone: string }>("couriers.travel-done");

/**
 * The customer has the food. This is a fact even if the order was cancelled on the way. The courier takes the
 * next order.
 */
export const onTravelDone = reaction(travelDone, {
  reads: ({ orderId, zone }) => ({ delivery: deliveries(orderId), roster: rosters(zone) }),
  react({ delivery, roster: before }, { data: { orderId, zone } }, { now }) {
    if (delivery?.status !== "picked-up") return ignore(`the delivery is ${delivery?.status ?? "unknown"}`);
    const { courierId } = delivery;
    const { roster, setTimers } = released(before ?? emptyRoster(zone), orderId, now);
    return {
      save: { delivery: delivered(delivery), roster },
      publish: [event("couriers.order-delivered.v1", orderId, { orderId, courierId })],
      setTimers,
    };
  },
});
