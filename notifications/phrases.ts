import type { Events, Money } from "#contracts/generated/events.ts";
import type { Instant } from "#messaging/instant.ts";

/** The reason for a cancellation, as it reads after "because". */
export const cancelledBecause: Readonly<Record<Events["orders.order-cancelled.v1"]["reason"], string>> = {
  customer: "you asked us to cancel it",
  "payment-declined": "your card was declined",
  "payment-expired": "we did not receive your payment in time",
  "restaurant-rejected": "the restaurant cannot prepare it right now",
  "courier-unavailable": "no courier was available",
};

/** The reason for a refund, as it reads after "because". */
export const refundedBecause: Readonly<Record<Events["payments.payment-refunded.v1"]["reason"], string>> = {
  "order-cancelled": "your order was cancelled",
  "paid-too-late": "your payment arrived after the deadline",
};

/** An amount for people to read: €23.50. */
export const euros = ({ amount }: Money): string => inEuros.format(amount / 100);

const inEuros = new Intl.NumberFormat("en-IE", { style: "currency", currency: "EUR" });

/** The time of day. The date is left out because an order takes one evening at most. */
export const time = (at: Instant): string => `${at.slice(11, 16)} UTC`;
