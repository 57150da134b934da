import { ignore, reaction } from "#messaging/reaction.ts";
import { chooseCourier } from "./choose-courier.ts";
import { deliveries, waiting } from "./delivery.ts";
import { setOut } from "./pick-up.ts";
import { emptyRoster, rosters, sentTo } from "./roster.ts";
import type { CouriersSettings } from "./settings.ts";
import { waitForCourier } from "./waiting-list.ts";

/**
 * The restaurant is cooking: send the courier who has been free the longest, or put the order on the waiting
 * list.
 */
export const onOrderConfirmed = (settings: CouriersSettings) =>
  reaction("restaurants.order-confirmed.v1", {
    reads: ({ orderId, zone }) => ({ delivery: deliveries(orderId), roster: rosters(zone) }),
    react({ delivery, roster }, { data: order }, { now }) {
      if (delivery?.status === "tombstone") return ignore("the order was cancelled first");
      if (delivery && delivery.status !== "ready-first") return ignore(`the delivery is ${delivery.status}`);
      const { orderId, zone } = order;
      const here = roster ?? emptyRoster(zone);
      const unassigned = waiting(order, now, delivery !== undefined);
      const courier = chooseCourier(here);
      if (!courier) return waitForCourier(unassigned, here, now, settings);
      const { delivery: sent, publish, setTimers } = setOut(unassigned, courier, now, settings);
      return { save: { delivery: sent, roster: sentTo(here, courier, orderId) }, publish, setTimers };
    },
  });
