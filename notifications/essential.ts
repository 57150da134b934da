import type { Announced } from "./announced-events.ts";

/** Whether customers with `detail: "essential"` are notified of the event. */
export const isEssential: Readonly<Record<Announced, boolean>> = {
  "orders.order-placed.v1": true,
  "payments.payment-confirmation-required.v1": true,
  "payments.payment-succeeded.v1": false,
  "payments.payment-refunded.v1": true,
  "restaurants.order-confirmed.v1": false,
  "couriers.courier-assigned.v1": false,
  "couriers.order-picked-up.v1": false,
  "couriers.order-delivered.v1": true,
  "orders.order-cancelled.v1": true,
};
