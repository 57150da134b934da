import { command, ignore, reaction } from "#messaging/reaction.ts";
import { couriers, type Employment } from "./courier.ts";
import { emptyRoster, rosters } from "./roster.ts";
import { freed } from "./waiting-list.ts";

export const hire = command<Employment>("couriers.hire");

/** A courier joins a zone and takes the first order waiting there. */
export const onHire = reaction(hire, {
  reads: ({ courierId, zone }) => ({ courier: couriers(courierId), roster: rosters(zone) }),
  react({ courier, roster: before }, { data: { courierId, name, zone } }, { now }) {
    if (courier) return ignore(`${courierId} already works here`);
    const { roster, setTimers } = freed(before ?? emptyRoster(zone), { courierId, name }, now);
    return { save: { courier: { courierId, name, zone }, roster }, setTimers };
  },
});
