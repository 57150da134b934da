import { hears as choreography } from "#contracts/hears.ts";

/**
 * The events that each service of the twin consumes. Commands go to one worker each, and every reply goes to the conductor. No step
 * waits for a notification, so it needs no command: notifications consumes events, as in the choreography.
 */
export const hears = {
  ...choreography,
  conductor: [
    "orders.order-placed.v1",
    "orders.order-cancelled.v1",
    "payments.payment-started.v1",
    "payments.payment-succeeded.v1",
    "payments.payment-declined.v1",
    "payments.payment-expired.v1",
    "payments.payment-refunded.v1",
    "restaurants.order-confirmed.v1",
    "restaurants.order-rejected.v1",
    "restaurants.order-ready.v1",
    "couriers.courier-assigned.v1",
    "couriers.courier-unavailable.v1",
    "couriers.order-picked-up.v1",
    "couriers.order-delivered.v1",
  ],
  orders: ["conductor.record-fact.v1", "conductor.cancel-order.v1", "restaurants.menu-changed.v1"],
  payments: ["conductor.charge-card.v1", "conductor.cancel-payment.v1"],
  restaurants: ["conductor.cook-order.v1", "conductor.stop-cooking.v1"],
  couriers: ["conductor.send-courier.v1", "conductor.pick-up-order.v1", "conductor.release-courier.v1"],
} as const;
