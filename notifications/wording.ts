import type { Events, Money } from "#contracts/generated/events.ts";
import type { Instant } from "#messaging/instant.ts";

/** Why an order was cancelled, after "because". */
export const cancelledBecause: Readonly<Record<Events["orders.order-cancelled.v1"]["reason"], string>> = {
  customer: "you asked us to",
  "payment-declined": "your card was declined",
  "payment-expired": "the payment did not arrive in time",
  "restaurant-rejected": "the restaurant cannot cook it now",
  "courier-unavailable": "we found no courier for it",
};

/** Why money went back, after "because". */
export const refundedBecause: Readonly<Record<Events["payments.payment-refunded.v1"]["reason"], string>> = {
  "order-cancelled": "your order was cancelled",
  "paid-too-late": "it arrived after the time to pay was over",
};

/** An amount as people write it: €23.50. */
export const euros = ({ amount }: Money): string => inEuros.format(amount / 100);

const inEuros = new Intl.NumberFormat("en-IE", { style: "currency", currency: "EUR" });

/** A time of day; an order takes no more than one evening. */
export const time = (at: Instant): string => `${at.slice(11, 16)} UTC`;

/** A text from outside on one line, without control characters, and cut: it must not be able to add a header to a mail. */
export function line(text: string, most: number): string {
  const oneLine = text.replace(/[\p{Cc}\p{Cs}\s]+/gu, " ").trim();
  const letters = [...oneLine];
  return letters.length <= most ? oneLine : `${letters.slice(0, most - 1).join("")}…`;
}
