import { after, type Instant } from "#messaging/instant.ts";
import { timer } from "#messaging/reaction.ts";
import type { NewTimer } from "#messaging/timer.ts";
import type { Waiting } from "./delivery.ts";
import { courierUnavailable, giveUp } from "./on-give-up.ts";
import { courierOf, offShift, type Person, queued, type Roster, sentTo, unqueued } from "./roster.ts";
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

/**
 * Reserves a courier for a waiting order: a message to this service, due at once. The event that frees the courier does
 * not name that order, so its reaction cannot read the order's delivery.
 */
export const assign = timer<{ readonly orderId: string; readonly courierId: string; readonly zone: string }>(
  "couriers.assign",
);

interface Served {
  readonly roster: Roster;
  readonly setTimers: readonly NewTimer[];
}

/** A courier becomes free and takes the first waiting order. */
export function freed(roster: Roster, { courierId, name }: Person, now: Instant): Served {
  const { zone, couriers, waiting } = roster;
  const [orderId, ...rest] = waiting;
  const others = couriers.filter((courier) => courier.courierId !== courierId);
  const free: Roster = { ...roster, couriers: [...others, { courierId, name, status: "free" }] };
  if (orderId === undefined) return { roster: free, setTimers: [] };
  const busy = sentTo({ ...free, waiting: rest }, { courierId, name }, orderId);
  return { roster: busy, setTimers: [assign.at(now, orderId, { orderId, courierId, zone })] };
}

/**
 * The order no longer needs a courier: it leaves the waiting list. Its courier takes the next order, or goes off shift.
 */
export function released(before: Roster, orderId: string, now: Instant): Served {
  const roster = unqueued(before, orderId);
  const courier = courierOf(roster, orderId);
  if (!courier) return { roster, setTimers: [] };
  return courier.leaving ? { roster: offShift(roster, courier), setTimers: [] } : freed(roster, courier, now);
}
