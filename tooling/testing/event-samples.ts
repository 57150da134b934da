import type { Events } from "#contracts/generated/events.ts";

export const orderId = "0d6f2c1e-5b8a-4f3e-9c47-1a2b3c4d5e6f";
export const otherOrderId = "7e1b9a34-2c5d-4e8f-8a6b-9f0e1d2c3b4a";

/** Sample data of every event: one order from start to end, and the other ways it can end. */
export const samples = {
  "orders.order-placed.v1": {
    orderId,
    customer: { customerId: "ada", name: "Ada Lovelace", email: "ada@example.com" },
    restaurantId: "trattoria-sole",
    zone: "center",
    items: [
      { dishId: "margherita", name: "Pizza Margherita", quantity: 2, unitPrice: 950 },
      { dishId: "tiramisu", name: "Tiramisu", quantity: 1, unitPrice: 600 },
    ],
    total: { amount: 2500, currency: "EUR" },
    card: "tok_ok",
    address: "12 Rue des Lilas, 2nd floor",
  },
  "payments.payment-started.v1": {
    orderId,
    amount: { amount: 2500, currency: "EUR" },
    expiresAt: "2026-01-02T18:15:00.000Z",
  },
  "payments.payment-confirmation-required.v1": {
    orderId,
    amount: { amount: 2500, currency: "EUR" },
    expiresAt: "2026-01-02T18:15:00.000Z",
  },
  "payments.payment-succeeded.v1": {
    orderId,
    amount: { amount: 2500, currency: "EUR" },
    chargeId: "ch_1",
  },
  "payments.payment-declined.v1": { orderId, reason: "card-declined" },
  "payments.payment-expired.v1": { orderId, expiredAt: "2026-01-02T18:15:00.000Z" },
  "payments.payment-refunded.v1": {
    orderId,
    amount: { amount: 2500, currency: "EUR" },
    chargeId: "ch_1",
    refundId: "re_1",
    reason: "order-cancelled",
  },
  "restaurants.menu-changed.v1": {
    restaurantId: "trattoria-sole",
    name: "Trattoria Sole",
    zone: "center",
    currency: "EUR",
    revision: 1,
    dishes: [
      { dishId: "margherita", name: "Pizza Margherita", price: 950, available: true },
      { dishId: "tiramisu", name: "Tiramisu", price: 600, available: true },
    ],
  },
  "restaurants.order-confirmed.v1": {
    orderId,
    restaurantId: "trattoria-sole",
    restaurantName: "Trattoria Sole",
    zone: "center",
    address: "12 Rue des Lilas, 2nd floor",
    readyAt: "2026-01-02T18:20:00.000Z",
  },
  "restaurants.order-rejected.v1": {
    orderId,
    restaurantId: "trattoria-sole",
    reason: "dish-unavailable",
    dishIds: ["tiramisu"],
  },
  "restaurants.order-ready.v1": { orderId, restaurantId: "trattoria-sole" },
  "couriers.courier-assigned.v1": { orderId, courierId: "marie", courierName: "Marie" },
  "couriers.courier-unavailable.v1": { orderId, zone: "center", waitedSeconds: 600 },
  "couriers.order-picked-up.v1": { orderId, courierId: "marie" },
  "couriers.order-delivered.v1": { orderId, courierId: "marie" },
  "orders.order-cancelled.v1": { orderId, reason: "customer" },
} satisfies Events;
