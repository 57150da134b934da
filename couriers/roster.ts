import { listedBy } from "#messaging/service.ts";
import { collection } from "#messaging/store.ts";

interface Person {
  readonly courierId: string;
  readonly name: string;
}

export interface Free extends Person {
  readonly status: "free";
}

/** Has one order, from assignment until delivery. */
export interface Busy extends Person {
  readonly status: "busy";
  readonly orderId: string;
  /** Whether the courier goes off shift after this ride. */
  readonly leaving: boolean;
}

interface OffShift extends Person {
  readonly status: "off-shift";
}

export type Courier = Free | Busy | OffShift;

/** The couriers of one zone, and the orders waiting for one. While an order waits, no courier is free. */
export interface Roster {
  readonly zone: string;
  /** Among the free, the courier who has been free the longest comes first. */
  readonly couriers: readonly Courier[];
  /** Order ids, first come, first served. */
  readonly waiting: readonly string[];
}

/** A courier was reserved for a waiting order. The order's own delivery does not say so yet. */
export interface Assignment {
  readonly orderId: string;
  readonly courierId: string;
  readonly zone: string;
}

/** The changed roster, and the new assignment, if there is one. */
export interface RosterChange {
  readonly roster: Roster;
  readonly assignments: readonly Assignment[];
}

/** One roster per zone, under the zone's name. */
export const rosters = collection<Roster>("rosters");

export const rosterLists = [listedBy(rosters, [], "zone")];

export const emptyRoster = (zone: string): Roster => ({ zone, couriers: [], waiting: [] });

/** The courier who has this order. */
export const courierOf = (roster: Roster | undefined, orderId: string): Busy | undefined =>
  roster?.couriers.find(
    (courier): courier is Busy => courier.status === "busy" && courier.orderId === orderId,
  );

export const sentTo = (roster: Roster, { courierId, name }: Person, orderId: string): Roster =>
  changed(roster, { courierId, name, status: "busy", orderId, leaving: false });

export const queued = (roster: Roster, orderId: string): Roster => ({
  ...roster,
  waiting: [...roster.waiting, orderId],
});

export const unqueued = (roster: Roster, orderId: string): Roster => ({
  ...roster,
  waiting: roster.waiting.filter((waiting) => waiting !== orderId),
});

/**
 * The order no longer needs a courier: it leaves the waiting list. Its courier takes the next order, or goes
 * off shift.
 */
export function released(before: Roster, orderId: string): RosterChange {
  const roster = unqueued(before, orderId);
  const courier = courierOf(roster, orderId);
  if (!courier) return { roster, assignments: [] };
  return courier.leaving ? { roster: offShift(roster, courier), assignments: [] } : freed(roster, courier);
}

/** A courier becomes free and takes the first waiting order. */
export function freed(roster: Roster, { courierId, name }: Person): RosterChange {
  const { zone, couriers, waiting } = roster;
  const [orderId, ...rest] = waiting;
  const others = couriers.filter((courier) => courier.courierId !== courierId);
  const free: Roster = { ...roster, couriers: [...others, { courierId, name, status: "free" }] };
  if (orderId === undefined) return { roster: free, assignments: [] };
  const busy = sentTo({ ...free, waiting: rest }, { courierId, name }, orderId);
  return { roster: busy, assignments: [{ orderId, courierId, zone }] };
}

/** A courier starts a shift. */
export function onShift(roster: Roster, courier: Courier): RosterChange {
  if (courier.status === "off-shift") return freed(roster, courier);
  if (courier.status === "free") return { roster, assignments: [] };
  return { roster: changed(roster, { ...courier, leaving: false }), assignments: [] };
}

/** A courier ends the shift: at once if free, otherwise after the ride. */
export function leaving(roster: Roster, courier: Courier): Roster {
  if (courier.status === "busy") return changed(roster, { ...courier, leaving: true });
  return offShift(roster, courier);
}

const offShift = (roster: Roster, { courierId, name }: Person): Roster =>
  changed(roster, { courierId, name, status: "off-shift" });

const changed = (roster: Roster, courier: Courier): Roster => ({
  ...roster,
  couriers: roster.couriers.map((other) => (other.courierId === courier.courierId ? courier : other)),
});
