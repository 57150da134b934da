import { type OrderStatus, orderStatuses } from "#orders/status.ts";

/** Whether an order has reached a status or gone past it; `cancelled` only matches itself. */
export function hasComeTo(status: OrderStatus, now: OrderStatus): boolean {
  if (status === "cancelled" || now === "cancelled") return status === now;
  return orderStatuses.indexOf(now) >= orderStatuses.indexOf(status);
}
