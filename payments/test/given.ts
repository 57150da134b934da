import type { Message } from "#messaging/message.ts";
import { ended, type Reaction } from "#messaging/reaction.ts";
import { orderId, samples } from "#tooling/testing/event-samples.ts";
import { eventMessage, localMessage } from "#tooling/testing/messages.ts";
import type {
  Cancelled,
  Charging,
  Declined,
  Expired,
  Paid,
  Payment,
  Refunded,
  Refunding,
} from "../payment.ts";
import { type ChargeSettled, chargeSettled, refundSettled } from "../provider.ts";

export { orderId };

export const now = "2026-01-02T18:00:00.000Z";
export const amount = { amount: 2500, currency: "EUR" } as const;

/** Ada's payment, in every state. */
export const requested = { orderId, customerId: "ada", amount, expiresAt: "2026-01-02T18:15:00.000Z" };
export const charging: Charging = { ...requested, status: "charging" };
export const awaitingConfirmation: Payment = {
  ...requested,
  status: "awaiting-confirmation",
  chargeId: "ch_1",
};
export const paid: Paid = { ...requested, status: "paid", chargeId: "ch_1" };
export const declined: Declined = { ...requested, status: "declined", reason: "card-declined" };
export const expired: Expired = { ...requested, status: "expired", expiredAt: "2026-01-02T18:15:00.000Z" };
export const cancelled: Cancelled = { ...requested, status: "cancelled" };
export const refunding: Refunding = {
  ...requested,
  status: "refunding",
  chargeId: "ch_1",
  why: "order-cancelled",
};
export const refunded: Refunded = { ...refunding, status: "refunded", refundId: "re_1" };
export const tombstone: Payment = { status: "tombstone", orderId };

export const placed = eventMessage("orders.order-placed.v1", samples["orders.order-placed.v1"]);
export const orderCancelled = eventMessage("orders.order-cancelled.v1", samples["orders.order-cancelled.v1"]);

/** The result of the charge. */
export const charge = (data: ChargeSettled) =>
  localMessage(chargeSettled, orderId, data, { id: ended(chargeSettled, data).id });
export const succeeded = charge({ orderId, chargeId: "ch_1", status: "succeeded" });
export const chargeDeclined = charge({
  orderId,
  chargeId: "ch_1",
  status: "declined",
  reason: "insufficient-funds",
});
export const wantsConfirmation = charge({ orderId, chargeId: "ch_1", status: "requires-confirmation" });

/** The result of the refund. */
export const refundSucceeded = localMessage(refundSettled, orderId, {
  orderId,
  chargeId: "ch_1",
  refundId: "re_1",
});

/** The reaction to a message, given the payment. */
export const reacting =
  (reaction: Reaction) =>
  (payment: Payment | undefined, message: Message): unknown =>
    reaction.react({ payment }, message, { now });

export const refundCall = {
  name: "payments.refund",
  key: `refund:${orderId}`,
  request: { orderId, chargeId: "ch_1", amount },
};
