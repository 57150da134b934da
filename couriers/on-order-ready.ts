import { ignore, reaction } from "#messaging/reaction.ts";
import { deliveries, readyFirst, readyWhileWaiting } from "./delivery.ts";
import { pickUp } from "./pick-up.ts";
import type { CouriersSettings } from "./settings.ts";

/** The food is cooked: the courier picks it up, once one is assigned. */
export const onOrderReady = (settings: CouriersSettings) =>
  reaction("restaurants.order-ready.v1", {
    reads: ({ orderId }) => ({ delivery: deliveries(orderId) }),
    react({ delivery }, { data: { orderId } }, { now }) {
      switch (delivery?.status) {
        case undefined:
          return { save: { delivery: readyFirst(orderId) } };
        case "waiting":
          return { save: { delivery: readyWhileWaiting(delivery) } };
        case "assigned": {
          const { delivery: onTheWay, publish, setTimers } = pickUp(delivery, now, settings);
          return { save: { delivery: onTheWay }, publish, setTimers };
        }
        default:
          return ignore(`the delivery is ${delivery?.status}`);
      }
    },
  });
