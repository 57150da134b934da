import type { NotificationLog } from "#notifications/notification.ts";
import type { Order } from "#orders/order.ts";

/** What a customer must hear of an order that ended so, in whichever version. A cancelled order can have been delivered all the same: cancelled it is. */
const endOf = { delivered: "couriers.order-delivered.v", cancelled: "orders.order-cancelled.v" } as const;

/**
 * Whose customer was told of an order, and never of its end. There is no exception: the two pieces of news are never withheld as old
 * news where they are the order's end, and customers who want to know only what matters are told them, too.
 *
 * @param orders that have come to an end, or not: the others are somebody else's business
 * @param told by order, the types of the news that its customer was told; none for a customer who wants no news at all
 */
export const missingFinalNotifications = (
  orders: readonly Pick<Order, "orderId" | "status">[],
  told: ReadonlyMap<string, readonly string[]>,
): readonly string[] =>
  orders.flatMap(({ orderId, status }) => {
    const news = told.get(orderId) ?? [];
    if (news.length === 0 || (status !== "delivered" && status !== "cancelled")) return [];
    return news.some((type) => type.startsWith(endOf[status]))
      ? []
      : [`the customer of order ${orderId} was notified, but never that it was ${status}`];
  });

/** What customers were told, by order, as notifications has it written down. */
export const notificationTypesByOrder = (
  logs: readonly Pick<NotificationLog, "orderId" | "notifications">[],
): ReadonlyMap<string, readonly string[]> =>
  new Map(logs.map(({ orderId, notifications }) => [orderId, notifications.map(({ type }) => type)]));
