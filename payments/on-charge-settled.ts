import { event, ignore, type Outcome, reaction } from "#messaging/reaction.ts";
import type { Key } from "#messaging/store.ts";
import { refundOf } from "./idempotency-keys.ts";
import { paymentExpiry } from "./on-payment-expiry.ts";
import {
  type AwaitingConfirmation,
  awaitingConfirmation,
  type Charging,
  declined,
  type Payment,
  paid,
  payments,
  refunding,
} from "./payment.ts";
import { type ChargeSettled, chargeSettled } from "./provider.ts";

/** The provider reported the result of a charge, in its response or by webhook. */
export const onChargeSettled = reaction(chargeSettled, {
  reads: ({ orderId }) => ({ payment: payments(orderId) }),
  react({ payment }, { data: charge }) {
    switch (payment?.status) {
      case "charging":
      case "awaiting-confirmation":
        return settle(payment, charge);
      case "declined":
      case "expired":
      case "cancelled":
        return closed(payment, charge);
      default:
        return ignore(`the payment is ${payment?.status ?? "unknown"}`);
    }
  },
});

type Settled = Outcome<{ payment: Key<Payment> }>;

function settle(payment: Charging | AwaitingConfirmation, charge: ChargeSettled): Settled {
  const { orderId, amount, expiresAt } = payment;
  switch (charge.status) {
    case "requires-confirmation":
      if (payment.status === "awaiting-confirmation")
        return ignore("the customer has already been asked to confirm");
      return {
        save: { payment: awaitingConfirmation(payment, charge.chargeId) },
        publish: [
          event("payments.payment-confirmation-required.v1", orderId, { orderId, amount, expiresAt }),
        ],
      };
    case "declined":
      return {
        save: { payment: declined(payment, charge.reason) },
        cancelTimers: [paymentExpiry.nameFor(orderId)],
        publish: [event("payments.payment-declined.v1", orderId, { orderId, reason: charge.reason })],
      };
    case "succeeded":
      return {
        save: { payment: paid(payment, charge.chargeId) },
        cancelTimers: [paymentExpiry.nameFor(orderId)],
        publish: [
          event("payments.payment-succeeded.v1", orderId, { orderId, amount, chargeId: charge.chargeId }),
        ],
      };
  }
}

/** The card was charged after we had given up: refund it. */
function closed(payment: Parameters<typeof refunding>[0], charge: ChargeSettled): Settled {
  if (charge.status !== "succeeded") return ignore(`the payment is ${payment.status}`);
  const { orderId, amount } = payment;
  // A declined payment was not late: its order was cancelled because it was declined.
  const why = payment.status === "expired" ? "paid-too-late" : "order-cancelled";
  return {
    save: { payment: refunding(payment, charge.chargeId, why) },
    call: [refundOf({ orderId, chargeId: charge.chargeId, amount })],
  };
}
