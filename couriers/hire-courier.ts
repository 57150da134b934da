import { command, ignore, reaction } from "#messaging/reaction.ts";
import { couriers, type Employment } from "./courier.ts";
import { emptyRoster, freed, rosters } from "./roster.ts";
import { assignTimers } from "./steps.ts";

export const hire = command<Employment>("couriers.hire");

/** A courier joins a zone and takes the first order waiting there. */
export const onHire = reaction(hire, {
  reads: ({ courierId, zone }) => ({ courier: couriers(courierId), roster: rosters(zone) }),
  react({ courier, roster: before }, { data: { courierId, name, zone } }, { now }) {
    if (courier) return ignore(`${courierId} already works here`);
    const { roster, assignments } = freed(before ?? emptyRoster(zone), { courierId, name });
    return {
      save: { courier: { courierId, name, zone }, roster },
      setTimers: assignTimers(assignments, now),
    };
  },
});
