import type { Instant } from "#messaging/instant.ts";

/** One thing that happened to an order. */
export interface Fact {
  readonly what: FactName;
  /** When it happened, by the clock of the service that published it. */
  readonly at: Instant;
  readonly by: "customer" | "orders" | "payments" | "restaurants" | "couriers";
  /** Details for people to read. */
  readonly detail?: string;
}

export type FactName =
  | "order-placed"
  | "payment-started"
  | "payment-succeeded"
  | "payment-declined"
  | "payment-expired"
  | "payment-refunded"
  | "order-confirmed"
  | "order-rejected"
  | "order-ready"
  | "courier-assigned"
  | "courier-unavailable"
  | "order-picked-up"
  | "order-delivered"
  | "order-cancelled";
