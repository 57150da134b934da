import { hears } from "#contracts/hears.ts";
import { performs, service } from "#messaging/service.ts";
import { onConfirmPayment } from "./confirm-payment.ts";
import { onChargeSettled } from "./on-charge-settled.ts";
import { onOrderCancelled } from "./on-order-cancelled.ts";
import { onOrderPlaced } from "./on-order-placed.ts";
import { onPaymentExpiry } from "./on-payment-expiry.ts";
import { onRefundSettled } from "./on-refund-settled.ts";
import { payments } from "./payment.ts";
import { charge, confirm, type PaymentProvider, refund } from "./provider.ts";
import type { PaymentSettings } from "./settings.ts";

/** Everything that can happen to a payment. */
export const paymentsService = (settings: PaymentSettings) =>
  service({
    name: "payments",
    hears: hears.payments,
    reactions: [
      onOrderPlaced(settings),
      onOrderCancelled,
      onConfirmPayment,
      onChargeSettled,
      onPaymentExpiry,
      onRefundSettled,
    ],
    calls: [charge, confirm, refund],
    collections: [payments],
  });

/** The performers of the service's outside calls. */
export const paymentsCalls = (provider: PaymentProvider) => [
  performs(charge, provider.charge),
  performs(confirm, provider.confirm),
  performs(refund, provider.refund),
];
