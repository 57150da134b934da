import { command, reaction, refuse } from "#messaging/reaction.ts";
import { leaving, onShift, type Roster, rosters } from "./roster.ts";
import { assignTimers } from "./steps.ts";
import { seenByStaff } from "./views.ts";

/** The sender looks up the zone in which the courier works. */
export const setShift = command<{
  readonly courierId: string;
  readonly zone: string;
  readonly onShift: boolean;
}>("couriers.set-shift");

/** A courier starts or ends a shift. A busy courier finishes the ride first. */
export const onSetShift = reaction(setShift, {
  reads: ({ zone }) => ({ roster: rosters(zone) }),
  react({ roster: before }, { data }, { now }) {
    const { courierId } = data;
    const courier = before?.couriers.find((courier) => courier.courierId === courierId);
    if (!before || !courier) return refuse("unknown-courier", `there is no courier ${courierId}`);
    const { roster, assignments } = data.onShift
      ? onShift(before, courier)
      : { roster: leaving(before, courier), assignments: [] };
    return { save: { roster }, setTimers: assignTimers(assignments, now), reply: replyOf(roster, courierId) };
  },
});

const replyOf = (roster: Roster, courierId: string): object => {
  const [view = {}] = seenByStaff(roster).filter((courier) => courier.courierId === courierId);
  return view;
};
