import { after } from "#messaging/instant.ts";
import { ignore, reaction } from "#messaging/reaction.ts";
import { deliveries, waiting } from "./delivery.ts";
import { courierUnavailable, giveUp } from "./on-give-up.ts";
import { type CouriersSettings, setOut } from "./ride.ts";
import { emptyRoster, nextFree, queued, rosters, sentTo } from "./roster.ts";

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
      const courier = nextFree(here);
      if (courier) {
        const { delivery, publish, setTimers } = setOut(unassigned, courier, now, settings);
        return { save: { delivery, roster: sentTo(here, courier, orderId) }, publish, setTimers };
      }
      if (here.waiting.length >= settings.maxWaiting) return courierUnavailable(unassigned, now);
      return {
        save: { delivery: unassigned, roster: queued(here, orderId) },
        setTimers: [giveUp.at(after(now, settings.giveUpMs), orderId, { orderId, zone })],
      };
    },
  });
