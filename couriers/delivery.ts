import type { Events } from "#contracts/generated/events.ts";
import type { Instant } from "#messaging/instant.ts";
import { collection } from "#messaging/store.ts";

/** The data from the restaurant's confirmation, which every later state keeps. */
interface Confirmed {
  readonly orderId: string;
  readonly zone: string;
  readonly restaurantName: string;
  readonly address: string;
}

interface Ridden extends Confirmed {
  readonly courierId: string;
  readonly courierName: string;
}

/** The food was ready before we received the restaurant's confirmation. */
export interface ReadyFirst {
  readonly status: "ready-first";
  readonly orderId: string;
}

/** No courier is free yet. */
export interface Waiting extends Confirmed {
  readonly status: "waiting";
  readonly since: Instant;
  /** Whether the food is ready. */
  readonly ready: boolean;
}

/** A courier is assigned; the food is not ready yet. */
export interface Assigned extends Ridden {
  readonly status: "assigned";
}

/** On the way to the customer. */
export interface PickedUp extends Ridden {
  readonly status: "picked-up";
  /** Cancelled during the ride: the courier still delivers. */
  readonly cancelled: boolean;
}

export interface Delivered extends Ridden {
  readonly status: "delivered";
  readonly cancelled: boolean;
}

/** No courier became free in time. */
export interface Unavailable extends Confirmed {
  readonly status: "unavailable";
}

/** Cancelled before the food was picked up. */
export interface Cancelled extends Confirmed {
  readonly status: "cancelled";
}

/** The cancellation overtook the confirmation: when it arrives, no courier may be sent. */
export interface Tombstone {
  readonly status: "tombstone";
  readonly orderId: string;
}

export type Delivery =
  | ReadyFirst
  | Waiting
  | Assigned
  | PickedUp
  | Delivered
  | Unavailable
  | Cancelled
  | Tombstone;

/** One delivery per order, under the order's id. */
export const deliveries = collection<Delivery>("deliveries");

const confirmed = ({ orderId, zone, restaurantName, address }: Confirmed): Confirmed => ({
  orderId,
  zone,
  restaurantName,
  address,
});

const ridden = (ride: Ridden): Ridden => ({
  ...confirmed(ride),
  courierId: ride.courierId,
  courierName: ride.courierName,
});

export const readyFirst = (orderId: string): ReadyFirst => ({ status: "ready-first", orderId });

export const waiting = (
  order: Events["restaurants.order-confirmed.v1"],
  since: Instant,
  ready: boolean,
): Waiting => ({ ...confirmed(order), status: "waiting", since, ready });

export const readyWhileWaiting = (delivery: Waiting): Waiting => ({ ...delivery, ready: true });

export const assigned = (delivery: Waiting, courierId: string, courierName: string): Assigned => ({
  ...confirmed(delivery),
  status: "assigned",
  courierId,
  courierName,
});

export const pickedUp = (delivery: Assigned): PickedUp => ({
  ...ridden(delivery),
  status: "picked-up",
  cancelled: false,
});

export const cancelledOnTheWay = (delivery: PickedUp): PickedUp => ({ ...delivery, cancelled: true });

export const delivered = (delivery: PickedUp): Delivered => ({
  ...ridden(delivery),
  status: "delivered",
  cancelled: delivery.cancelled,
});

export const unavailable = (delivery: Waiting): Unavailable => ({
  ...confirmed(delivery),
  status: "unavailable",
});

export const cancelled = (delivery: Waiting | Assigned): Cancelled => ({
  ...confirmed(delivery),
  status: "cancelled",
});

export const tombstone = (orderId: string): Tombstone => ({ status: "tombstone", orderId });
