import { hears } from "#contracts/hears.ts";
import { service } from "#messaging/service.ts";
import { couriers } from "./courier.ts";
import { deliveries } from "./delivery.ts";
import { onHire } from "./hire-courier.ts";
import { onAssign } from "./on-assign.ts";
import { onGiveUp } from "./on-give-up.ts";
import { onOrderCancelled } from "./on-order-cancelled.ts";
import { onOrderConfirmed } from "./on-order-confirmed.ts";
import { onOrderReady } from "./on-order-ready.ts";
import { onRelease } from "./on-release.ts";
import { onTravelDone } from "./on-travel-done.ts";
import { rosterLists, rosters } from "./roster.ts";
import { onSetShift } from "./set-shift.ts";
import type { CouriersSettings } from "./settings.ts";

/** Everything that can happen to a delivery and to the couriers. */
export const couriersService = (settings: CouriersSettings) =>
  service({
    name: "couriers",
    hears: hears.couriers,
    reactions: [
      onOrderConfirmed(settings),
      onOrderReady(settings),
      onTravelDone,
      onAssign(settings),
      onGiveUp,
      onOrderCancelled,
      onRelease,
      onHire,
      onSetShift,
    ],
    collections: [deliveries, rosters, couriers],
    indexes: rosterLists,
  });
