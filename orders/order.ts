import type { Events } from "#contracts/generated/events.ts";
import { type Instant, instant, milliseconds } from "#messaging/instant.ts";
import { collection } from "#messaging/store.ts";

export type Placed = Events["orders.order-placed.v1"];
export type CancelReason = Events["orders.order-cancelled.v1"]["reason"];

/** What a customer ordered, and everything that is known to have happened to it. The card is not kept. */
export interface Order {
  readonly orderId: string;
  readonly customerId: string;
  readonly restaurantId: string;
  readonly restaurantName: string;
  readonly items: Placed["items"];
  readonly total: Placed["total"];
  readonly address: string;
  readonly note?: string;
  readonly placedAt: Instant;
  /** Derived from the history; kept so that it can be seen from outside. */
  readonly status: OrderStatus;
  /** Each fact once, in the order in which it was heard of. */
  readonly history: readonly Fact[];
}

/** One thing that happened to an order. */
export interface Fact {
  readonly what: FactName;
  /** When it happened, by the clock of whoever says so. */
  readonly at: Instant;
  readonly by: "customer" | "orders" | "payments" | "restaurants" | "couriers";
  /** More about it, for people to read. */
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

/** How far an order can be. Its status only ever moves down this list, and may skip. */
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

/** One document an order, under its id. */
export const orders = collection<Order>("orders");

/** The facts that say how far an order is, the furthest first. The others are noted and do not move it. */
const milestones: readonly (readonly [FactName, OrderStatus])[] = [
  ["order-cancelled", "cancelled"],
  ["order-delivered", "delivered"],
  ["order-picked-up", "on-the-way"],
  ["order-ready", "ready"],
  ["order-confirmed", "confirmed"],
  ["payment-succeeded", "paid"],
  ["order-placed", "awaiting-payment"],
];

/** The most advanced fact decides, whichever came last; a cancellation outdoes them all. */
const statusAfter = (history: readonly Fact[]): OrderStatus =>
  milestones.find(([what]) => history.some((fact) => fact.what === what))?.[1] ?? "awaiting-payment";

/** An order as it begins: accepted, and not yet paid. */
export function placed(of: Omit<Order, "status" | "history">): Order {
  const history: readonly Fact[] = [{ what: "order-placed", at: of.placedAt, by: "customer" }];
  return { ...of, status: statusAfter(history), history };
}

/** The order, and one fact more. */
export function withFact(order: Order, fact: Fact): Order {
  const history = [...order.history, { ...fact, at: instant(milliseconds(fact.at)) }];
  return { ...order, status: statusAfter(history), history };
}

export const knows = (order: Order, what: FactName): boolean =>
  order.history.some((fact) => fact.what === what);

/** Whether nothing that fails can still change how the order ends. */
export const isOver = ({ status }: Order): boolean => status === "delivered" || status === "cancelled";

/** The order will not be fulfilled, by the customer's wish or because something failed. */
export const cancelled = (order: Order, at: Instant, reason: CancelReason): Order =>
  withFact(order, {
    what: "order-cancelled",
    at,
    by: reason === "customer" ? "customer" : "orders",
    detail: reason,
  });

/** Whether it was the customer who cancelled the order. */
export const cancelledByCustomer = (order: Order): boolean =>
  order.history.some(({ what, by }) => what === "order-cancelled" && by === "customer");
