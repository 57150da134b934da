import type { Fact, FactName } from "./fact.ts";

/** The progress of an order. Its status moves only down this list, and may skip entries. */
export const orderStatuses = [
  "awaiting-payment",
  "paid",
  "confirmed",
  "ready",
  "on-the-way",
  "delivered",
  "cancelled",
] as const;

export type OrderStatus = (typeof orderStatuses)[number];

/** The facts that determine the status, the furthest first. Other facts are recorded without changing it. */
const milestones: readonly (readonly [FactName, OrderStatus])[] = [
  ["order-cancelled", "cancelled"],
  ["order-delivered", "delivered"],
  ["order-picked-up", "on-the-way"],
  ["order-ready", "ready"],
  ["order-confirmed", "confirmed"],
  ["payment-succeeded", "paid"],
  ["order-placed", "awaiting-payment"],
];

/** The furthest fact decides, in whatever order the facts arrived. A cancellation overrides all others. */
export const statusAfter = (history: readonly Fact[]): OrderStatus =>
  milestones.find(([what]) => history.some((fact) => fact.what === what))?.[1] ?? "awaiting-payment";
