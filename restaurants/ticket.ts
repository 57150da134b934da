import type { Events } from "#contracts/generated/events.ts";
import type { Instant } from "#messaging/instant.ts";
import { collection } from "#messaging/store.ts";
import type { Rejection } from "./rejection.ts";

/** What the kitchen needs to know about an order; every state that has it keeps it. */
export interface Ordered {
  readonly orderId: string;
  readonly restaurantId: string;
  readonly zone: string;
  readonly address: string;
  readonly dishIds: readonly string[];
}

/** The payment overtook the order. */
export interface AwaitingOrder {
  readonly status: "awaiting-order";
  readonly orderId: string;
}

/** Placed but not paid: nothing is cooked yet. */
export interface AwaitingPayment extends Ordered {
  readonly status: "awaiting-payment";
}

/** Placed and paid: waiting for the kitchen's decision. */
export interface Checking extends Ordered {
  readonly status: "checking";
}

export interface Cooking extends Ordered {
  readonly status: "cooking";
  readonly readyAt: Instant;
}

/** Cooked and packed; the kitchen is done with it. */
export interface Ready extends Ordered {
  readonly status: "ready";
}

/** The restaurant could not cook it. */
export interface Rejected extends Ordered {
  readonly status: "rejected";
  readonly rejection: Rejection;
}

/** Cancelled before it was ready. */
export interface Cancelled extends Ordered {
  readonly status: "cancelled";
}

/** The cancellation overtook the order: when the order and the payment arrive, nothing may be cooked. */
export interface Tombstone {
  readonly status: "tombstone";
  readonly orderId: string;
}

export type Ticket =
  | AwaitingOrder
  | AwaitingPayment
  | Checking
  | Cooking
  | Ready
  | Rejected
  | Cancelled
  | Tombstone;

/** One ticket per order, under the order's id. */
export const tickets = collection<Ticket>("tickets");

const ordered = ({ orderId, restaurantId, zone, address, dishIds }: Ordered): Ordered => ({
  orderId,
  restaurantId,
  zone,
  address,
  dishIds,
});

/** The part of an order that the kitchen needs. */
export const orderedAs = ({ items, ...order }: Events["orders.order-placed.v1"]): Ordered =>
  ordered({ ...order, dishIds: items.map(({ dishId }) => dishId) });

export const awaitingOrder = (orderId: string): AwaitingOrder => ({ status: "awaiting-order", orderId });

export const awaitingPayment = (order: Ordered): AwaitingPayment => ({
  ...order,
  status: "awaiting-payment",
});

export const checking = (order: Ordered): Checking => ({ ...ordered(order), status: "checking" });

export const cooking = (ticket: Checking, readyAt: Instant): Cooking => ({
  ...ordered(ticket),
  status: "cooking",
  readyAt,
});

export const ready = (ticket: Cooking): Ready => ({ ...ordered(ticket), status: "ready" });

export const rejected = (ticket: Checking, rejection: Rejection): Rejected => ({
  ...ordered(ticket),
  status: "rejected",
  rejection,
});

export const cancelled = (ticket: AwaitingPayment | Checking | Cooking): Cancelled => ({
  ...ordered(ticket),
  status: "cancelled",
});

export const tombstone = (orderId: string): Tombstone => ({ status: "tombstone", orderId });
