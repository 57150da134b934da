import type { NotificationLog } from "#notifications/notification.ts";
import type { Order } from "#orders/order.ts";

/** The event, in any version, that a customer must be notified of when an order ends. A cancelled order counts as cancelled even if it was delivered. */
const endOf = { delivered: "couriers.order-delivered.v", cancelled: "orders.order-cancelled.v" } as const;

/**
 * Finds orders whose customer was notified, but never of the end. There is no exception: the final notification is never suppressed
 * as outdated, and customers who chose important notifications only get it, too.
 *
 * @param orders ended or not; another invariant covers the ones that have not ended
 * @param notified by order, the event types that its customer was notified of; empty for a customer who opted out
 */
export const missingFinalNotifications = (
  orders: readonly Pick<Order, "orderId" | "status">[],
  notified: ReadonlyMap<string, readonly string[]>,
): readonly string[] =>
  orders.flatMap(({ orderId, status }) => {
    const news = notified.get(orderId) ?? [];
    if (news.length === 0 || (status !== "delivered" && status !== "cancelled")) return [];
    return news.some((type) => type.startsWith(endOf[status]))
      ? []
      : [`the customer of order ${orderId} was notified, but never that it was ${status}`];
  });

/** By order, the event types that its customer was notified of. */
export const notificationTypesByOrder = (
  logs: readonly Pick<NotificationLog, "orderId" | "notifications">[],
): ReadonlyMap<string, readonly string[]> =>
  new Map(logs.map(({ orderId, notifications }) => [orderId, notifications.map(({ type }) => type)]));
