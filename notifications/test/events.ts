import { samples } from "#tooling/testing/event-samples.ts";
import { eventMessage } from "#tooling/testing/messages.ts";
import { onNews } from "../on-news.ts";

// What happens to Ada's order after it was placed, and the reactions.

export const confirmationRequired = eventMessage(
  "payments.payment-confirmation-required.v1",
  samples["payments.payment-confirmation-required.v1"],
);
export const paid = eventMessage("payments.payment-succeeded.v1", samples["payments.payment-succeeded.v1"]);
export const refunded = eventMessage("payments.payment-refunded.v1", samples["payments.payment-refunded.v1"]);
export const confirmed = eventMessage(
  "restaurants.order-confirmed.v1",
  samples["restaurants.order-confirmed.v1"],
);
export const assigned = eventMessage("couriers.courier-assigned.v1", samples["couriers.courier-assigned.v1"]);
export const pickedUp = eventMessage("couriers.order-picked-up.v1", samples["couriers.order-picked-up.v1"]);
export const delivered = eventMessage("couriers.order-delivered.v1", samples["couriers.order-delivered.v1"]);
export const cancelled = eventMessage("orders.order-cancelled.v1", samples["orders.order-cancelled.v1"]);

export const onConfirmationRequired = onNews("payments.payment-confirmation-required.v1");
export const onPaid = onNews("payments.payment-succeeded.v1");
export const onRefunded = onNews("payments.payment-refunded.v1");
export const onConfirmed = onNews("restaurants.order-confirmed.v1");
export const onAssigned = onNews("couriers.courier-assigned.v1");
export const onPickedUp = onNews("couriers.order-picked-up.v1");
export const onDelivered = onNews("couriers.order-delivered.v1");
export const onCancelled = onNews("orders.order-cancelled.v1");
