import { ignore, reaction } from "#messaging/reaction.ts";
import { courierOf, released, rosters } from "./roster.ts";
import { assignTimers, release } from "./steps.ts";

/** A cancelled order leaves the waiting list, and its courier takes the next order. */
export const onRelease = reaction(release, {
  reads: ({ zone }) => ({ roster: rosters(zone) }),
  react({ roster }, { data: { orderId } }, { now }) {
    if (!roster || !(roster.waiting.includes(orderId) || courierOf(roster, orderId))) {
      return ignore("the order has no courier and is not waiting for one");
    }
    const next = released(roster, orderId);
    return { save: { roster: next.roster }, setTimers: assignTimers(next.assignments, now) };
  },
});
