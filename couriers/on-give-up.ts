import { type Instant, milliseconds } from "#messaging/instant.ts";
import { event, ignore, reaction, timer } from "#messaging/reaction.ts";
import { deliveries, unavailable, type Waiting } from "./delivery.ts";
import { courierOf, emptyRoster, rosters, unqueued } from "./roster.ts";

export const giveUp = timer<{ readonly orderId: string; readonly zone: string }>("couriers.give-up");

/** The order has waited too long. A courier reserved at the last moment still comes. */
export const onGiveUp = reaction(giveUp, {
  reads: ({ orderId, zone }) => ({ delivery: deliveries(orderId), roster: rosters(zone) }),
  react({ delivery, roster }, { data: { orderId, zone } }, { now }) {
    if (delivery?.status !== "waiting") return ignore(`the delivery is ${delivery?.status ?? "unknown"}`);
    if (courierOf(roster, orderId)) return ignore("a courier was found at the last moment");
    const { save, publish } = courierUnavailable(delivery, now);
    return { save: { ...save, roster: unqueued(roster ?? emptyRoster(zone), orderId) }, publish };
  },
});

/** The search for a courier ends: orders cancels the order, and the customer gets a refund. */
export const courierUnavailable = (delivery: Waiting, now: Instant) => {
  const { orderId, zone, since } = delivery;
  const waitedSeconds = Math.min(86_400, Math.round((milliseconds(now) - milliseconds(since)) / 1_000));
  return {
    save: { delivery: unavailable(delivery) },
    publish: [event("couriers.courier-unavailable.v1", orderId, { orderId, zone, waitedSeconds })],
  };
};
