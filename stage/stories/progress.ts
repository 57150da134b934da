import { type OrderStatus, orderStatuses } from "#orders/order.ts";

/** Whether an order has come so far; being cancelled counts only when asked for. */
export function hasComeTo(status: OrderStatus, now: OrderStatus): boolean {
  if (status === "cancelled" || now === "cancelled") return status === now;
  return orderStatuses.indexOf(now) >= orderStatuses.indexOf(status);
}
