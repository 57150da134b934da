import type { Announced } from "./announced-events.ts";

const gone = ["orders.order-cancelled.v1", "payments.payment-refunded.v1"] as const;
const arrived = "couriers.order-delivered.v1";
const onTheWay = "couriers.order-picked-up.v1";

/**
 * For each event, the facts that make it outdated. Facts arrive in any order, and a customer who has the food
 * needs no message about the kitchen.
 */
export const overtakenBy: Readonly<Record<Announced, readonly Announced[]>> = {
  "orders.order-placed.v1": [],
  "payments.payment-confirmation-required.v1": ["payments.payment-succeeded.v1", ...gone],
  "payments.payment-succeeded.v1": gone,
  "payments.payment-refunded.v1": [],
  "restaurants.order-confirmed.v1": [onTheWay, arrived, ...gone],
  "couriers.courier-assigned.v1": [onTheWay, arrived, ...gone],
  "couriers.order-picked-up.v1": [arrived, ...gone],
  "couriers.order-delivered.v1": gone,
  "orders.order-cancelled.v1": [],
};
