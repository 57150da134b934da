import { after, type Instant } from "#messaging/instant.ts";
import type { Waiting } from "./delivery.ts";
import { courierUnavailable, giveUp } from "./on-give-up.ts";
import { queued, type Roster } from "./roster.ts";
import type { CouriersSettings } from "./settings.ts";

/**
 * No courier is free: the order joins the waiting list of its zone, until `giveUpMs` is over. If `maxWaiting`
 * orders wait there already, it is given up at once.
 */
export function waitForCourier(delivery: Waiting, roster: Roster, now: Instant, settings: CouriersSettings) {
  const { orderId, zone } = delivery;
  if (roster.waiting.length >= settings.maxWaiting) return courierUnavailable(delivery, now);
  return {
    save: { delivery, roster: queued(roster, orderId) },
    setTimers: [giveUp.at(after(now, settings.giveUpMs), orderId, { orderId, zone })],
  };
}
