import type { Events } from "#contracts/generated/events.ts";
import { type Instant, instant, milliseconds } from "#messaging/instant.ts";
import { listedBy } from "#messaging/service.ts";
import { collection } from "#messaging/store.ts";
import type { Fact, FactName } from "./fact.ts";
import { type OrderStatus, statusAfter } from "./status.ts";

export type Placed = Events["orders.order-placed.v1"];
export type CancelReason = Events["orders.order-cancelled.v1"]["reason"];

/** A customer's order and everything known to have happened to it. The card is not stored. */
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
  /** Derived from the history; stored so that clients and queries can read it. */
  readonly status: OrderStatus;
  /** Each fact once, in the order in which it arrived. */
  readonly history: readonly Fact[];
}

/** One document per order, under the order's id. */
export const orders = collection<Order>("orders");

/** Customers list their own orders, and staff all of them; the newest first. */
export const orderLists = [listedBy(orders, ["customerId"], "placedAt"), listedBy(orders, [], "placedAt")];

/** A new order: accepted, not yet paid. */
export function placed(of: Omit<Order, "status" | "history">): Order {
  const history: readonly Fact[] = [{ what: "order-placed", at: of.placedAt, by: "customer" }];
  return { ...of, status: statusAfter(history), history };
}

/** The order with one more fact. */
export function withFact(order: Order, fact: Fact): Order {
  const history = [...order.history, { ...fact, at: instant(milliseconds(fact.at)) }];
  return { ...order, status: statusAfter(history), history };
}

export const knows = (order: Order, what: FactName): boolean =>
  order.history.some((fact) => fact.what === what);

/** Whether the order has ended, so that no failure can change its outcome. */
export const isOver = ({ status }: Order): boolean => status === "delivered" || status === "cancelled";

/** The order, cancelled by the customer or because a step failed. */
export const cancelled = (order: Order, at: Instant, reason: CancelReason): Order =>
  withFact(order, {
    what: "order-cancelled",
    at,
    by: reason === "customer" ? "customer" : "orders",
    detail: reason,
  });

/** Whether the customer cancelled the order. */
export const cancelledByCustomer = (order: Order): boolean =>
  order.history.some(({ what, by }) => what === "order-cancelled" && by === "customer");
