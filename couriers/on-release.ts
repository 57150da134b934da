import { ignore, reaction, timer } from "#messaging/reaction.ts";
import { courierOf, rosters } from "./roster.ts";
import { released } from "./waiting-list.ts";

/** A message to this service, due at once: a cancellation does not name the zone, so it cannot read the roster. */
export const release = timer<{ readonly orderId: string; readonly zone: string }>("couriers.release");

/** A cancelled order leaves the waiting list, and its courier takes the next order. */
export const onRelease = reaction(release, {
  reads: ({ zone }) => ({ roster: rosters(zone) }),
  react({ roster }, { data: { orderId } }, { now }) {
    if (!roster || !(roster.waiting.includes(orderId) || courierOf(roster, orderId))) {
      return ignore("the order has no courier and is not waiting for one");
    }
    const next = released(roster, orderId, now);
    return { save: { roster: next.roster }, setTimers: next.setTimers };
  },
});
