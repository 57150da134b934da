import type { EventType, ServiceName } from "./generated/events.ts";

/** The five services, in the order of an order's way through them. */
export const services = ["orders", "payments", "restaurants", "couriers", "notifications"] as const;

/**
 * The service of this name.
 *
 * @throws Error if the company has none
 */
export function serviceNamed(name: string): ServiceName {
  const found = services.find((one) => one === name);
  if (!found)
    throw new Error(`"${name}" is not a service of this company: it is one of ${services.join(", ")}`);
  return found;
}

/**
 * The events that each service consumes: the hand-written source of queues, bindings and the choreography
 * table.
 */
export const hears = {
  orders: [
    "payments.payment-started.v1",
    "payments.payment-succeeded.v1",
    "payments.payment-declined.v1",
    "payments.payment-expired.v1",
    "payments.payment-refunded.v1",
    "restaurants.menu-changed.v1",
    "restaurants.order-confirmed.v1",
    "restaurants.order-rejected.v1",
    "restaurants.order-ready.v1",
    "couriers.courier-assigned.v1",
    "couriers.courier-unavailable.v1",
    "couriers.order-picked-up.v1",
    "couriers.order-delivered.v1",
  ],
  payments: ["orders.order-placed.v1", "orders.order-cancelled.v1"],
  restaurants: ["orders.order-placed.v1", "payments.payment-succeeded.v1", "orders.order-cancelled.v1"],
  couriers: ["restaurants.order-confirmed.v1", "restaurants.order-ready.v1", "orders.order-cancelled.v1"],
  notifications: [
    "orders.order-placed.v1",
    "payments.payment-confirmation-required.v1",
    "payments.payment-succeeded.v1",
    "payments.payment-refunded.v1",
    "restaurants.order-confirmed.v1",
    "couriers.courier-assigned.v1",
    "couriers.order-picked-up.v1",
    "couriers.order-delivered.v1",
    "orders.order-cancelled.v1",
  ],
} as const satisfies Record<(typeof services)[number], readonly EventType[]>;
