import type { Events } from "#contracts/generated/events.ts";
import type { Instant } from "#messaging/instant.ts";
import { collection } from "#messaging/store.ts";

export type Money = Events["orders.order-placed.v1"]["total"];
export type DeclineReason = Events["payments.payment-declined.v1"]["reason"];
export type RefundReason = Events["payments.payment-refunded.v1"]["reason"];

/** The order's data that every state keeps. */
interface Requested {
  readonly orderId: string;
  readonly customerId: string;
  readonly amount: Money;
  readonly expiresAt: Instant;
}

/** The charge was requested; its result is unknown. */
export interface Charging extends Requested {
  readonly status: "charging";
}

/** The provider wants the customer to confirm first (3-D Secure). */
export interface AwaitingConfirmation extends Requested {
  readonly status: "awaiting-confirmation";
  readonly chargeId: string;
}

/** The card was charged. */
export interface Paid extends Requested {
  readonly status: "paid";
  readonly chargeId: string;
}

/** The provider declined the charge. */
export interface Declined extends Requested {
  readonly status: "declined";
  readonly reason: DeclineReason;
}

/** The time to pay ended before the charge succeeded. */
export interface Expired extends Requested {
  readonly status: "expired";
  readonly expiredAt: Instant;
}

/** The order was cancelled before the charge succeeded. */
export interface Cancelled extends Requested {
  readonly status: "cancelled";
}

/** The refund was requested. */
export interface Refunding extends Requested {
  readonly status: "refunding";
  readonly chargeId: string;
  readonly why: RefundReason;
}

/** The money is refunded. */
export interface Refunded extends Requested {
  readonly status: "refunded";
  readonly chargeId: string;
  readonly refundId: string;
  readonly why: RefundReason;
}

/** The cancellation overtook the order: when the order arrives, nothing may be charged. */
export interface Tombstone {
  readonly status: "tombstone";
  readonly orderId: string;
}

export type Payment =
  | Charging
  | AwaitingConfirmation
  | Paid
  | Declined
  | Expired
  | Cancelled
  | Refunding
  | Refunded
  | Tombstone;

/** One payment per order, under the order's id. */
export const payments = collection<Payment>("payments");

/** The fields that every state keeps. */
const requested = ({ orderId, customerId, amount, expiresAt }: Requested): Requested => ({
  orderId,
  customerId,
  amount,
  expiresAt,
});

type Open = Charging | AwaitingConfirmation;

export const charging = (of: Requested): Charging => ({ ...requested(of), status: "charging" });

export const awaitingConfirmation = (payment: Open, chargeId: string): AwaitingConfirmation => ({
  ...requested(payment),
  status: "awaiting-confirmation",
  chargeId,
});

export const paid = (payment: Open, chargeId: string): Paid => ({
  ...requested(payment),
  status: "paid",
  chargeId,
});

export const declined = (payment: Open, reason: DeclineReason): Declined => ({
  ...requested(payment),
  status: "declined",
  reason,
});

export const expired = (payment: Open, expiredAt: Instant): Expired => ({
  ...requested(payment),
  status: "expired",
  expiredAt,
});

export const cancelled = (payment: Open): Cancelled => ({ ...requested(payment), status: "cancelled" });

export const refunding = (
  payment: Paid | Declined | Expired | Cancelled,
  chargeId: string,
  why: RefundReason,
): Refunding => ({ ...requested(payment), status: "refunding", chargeId, why });

export const refunded = (payment: Refunding, refundId: string): Refunded => ({
  ...requested(payment),
  status: "refunded",
  chargeId: payment.chargeId,
  refundId,
  why: payment.why,
});

export const tombstone = (orderId: string): Tombstone => ({ status: "tombstone", orderId });
