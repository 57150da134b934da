import type { Instant } from "#messaging/instant.ts";
import { command, reaction, refuse } from "#messaging/reaction.ts";
import { type Courier, changed, offShift, type Roster, rosters } from "./roster.ts";
import { seenByStaff } from "./views.ts";
import { freed } from "./waiting-list.ts";

/** The sender looks up the zone in which the courier works. */
export const setShift = command<{
  readonly courierId: string;
  readonly zone: string;
  readonly onShift: boolean;
}>("couriers.set-shift");

/** A courier starts or ends a shift. */
export const onSetShift = reaction(setShift, {
  reads: ({ zone }) => ({ roster: rosters(zone) }),
  react({ roster: before }, { data }, { now }) {
    const { courierId } = data;
    const courier = before?.couriers.find((courier) => courier.courierId === courierId);
    if (!before || !courier) return refuse("unknown-courier", `there is no courier ${courierId}`);
    const { roster, setTimers } = data.onShift ? onShift(before, courier, now) : leaving(before, courier);
    return { save: { roster }, setTimers, reply: replyOf(roster, courierId) };
  },
});

/** A courier who starts a shift is free; one who was about to leave stays. */
export function onShift(roster: Roster, courier: Courier, now: Instant) {
  if (courier.status === "off-shift") return freed(roster, courier, now);
  const stays = courier.status === "busy" ? changed(roster, { ...courier, leaving: false }) : roster;
  return { roster: stays, setTimers: [] };
}

/** A courier ends the shift: at once if free, otherwise after the ride. */
export const leaving = (roster: Roster, courier: Courier) => ({
  roster:
    courier.status === "busy" ? changed(roster, { ...courier, leaving: true }) : offShift(roster, courier),
  setTimers: [],
});

const replyOf = (roster: Roster, courierId: string): object => {
  const [view = {}] = seenByStaff(roster).filter((courier) => courier.courierId === courierId);
  return view;
};
