import { ignore, reaction } from "#messaging/reaction.ts";
import { deliveries } from "./delivery.ts";
import { giveUp } from "./on-give-up.ts";
import { setOut } from "./pick-up.ts";
import { courierOf, rosters } from "./roster.ts";
import type { CouriersSettings } from "./settings.ts";
import { assign, released } from "./waiting-list.ts";

/** A courier who became free was reserved for the first waiting order (`waiting-list.ts`, `freed`): send them, unless the order no longer needs a courier. */
export const onAssign = (settings: CouriersSettings) =>
  reaction(assign, {
    reads: ({ orderId, zone }) => ({ delivery: deliveries(orderId), roster: rosters(zone) }),
    react({ delivery, roster }, { data: { orderId, courierId } }, { now }) {
      const courier = courierOf(roster, orderId);
      if (!roster || courier?.courierId !== courierId) return ignore("the courier went on to another order");
      switch (delivery?.status) {
        case "cancelled":
        case "unavailable": {
          const next = released(roster, orderId, now);
          return { save: { roster: next.roster }, setTimers: next.setTimers };
        }
        case "waiting": {
          const { delivery: sent, publish, setTimers } = setOut(delivery, courier, now, settings);
          return { save: { delivery: sent }, publish, setTimers, cancelTimers: [giveUp.nameFor(orderId)] };
        }
        default:
          return ignore(`the delivery is ${delivery?.status ?? "unknown"}`);
      }
    },
  });
