import type { Events, Hears } from "#contracts/generated/events.ts";

/** What customers are told about. */
export type Announced = Hears["notifications"];

/** Who wants to know what matters only is told no more than this. */
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
 * News that any of these facts makes old: facts arrive in any order, and nobody wants to hear that a
 * delivered order is cooked.
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

/** The data of what customers are told about. */
export type News<T extends Announced = Announced> = Events[T];
