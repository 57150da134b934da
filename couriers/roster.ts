import { listedBy } from "#messaging/service.ts";
import { collection } from "#messaging/store.ts";

export interface Person {
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

export const offShift = (roster: Roster, { courierId, name }: Person): Roster =>
  changed(roster, { courierId, name, status: "off-shift" });

export const changed = (roster: Roster, courier: Courier): Roster => ({
  ...roster,
  couriers: roster.couriers.map((other) => (other.courierId === courier.courierId ? courier : other)),
});
