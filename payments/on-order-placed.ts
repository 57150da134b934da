import { after } from "#messaging/instant.ts";
import { event, ignore, reaction } from "#messaging/reaction.ts";
import { chargeOf } from "./idempotency-keys.ts";
import { paymentExpiry } from "./on-payment-expiry.ts";
import { charging, payments } from "./payment.ts";
import type { PaymentSettings } from "./settings.ts";

/** An order was placed: charge the card, and set the expiry timer. */
export const onOrderPlaced = ({ paymentExpiryMs }: PaymentSettings) =>
  reaction("orders.order-placed.v1", {
    reads: ({ orderId }) => ({ payment: payments(orderId) }),
    react({ payment }, { data: { orderId, customer, total, card } }, { now }) {
      if (payment?.status === "tombstone") return ignore("the order was cancelled first");
      if (payment) return ignore("the payment has already started");
      const expiresAt = after(now, paymentExpiryMs);
      return {
        save: { payment: charging({ orderId, customerId: customer.customerId, amount: total, expiresAt }) },
        call: [chargeOf({ orderId, amount: total, card })],
        setTimers: [paymentExpiry.at(expiresAt, orderId, { orderId })],
        publish: [event("payments.payment-started.v1", orderId, { orderId, amount: total, expiresAt })],
      };
    },
  });
