import type { Events, Hears } from "#contracts/generated/events.ts";

/** The events that customers are notified of. */
export type Announced = Hears["notifications"];

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

/** The data of an event that customers are notified of. */
export type News<T extends Announced = Announced> = Events[T];
