import type { Instant } from "#messaging/instant.ts";
import { event } from "#messaging/reaction.ts";
import type { Fact } from "./fact.ts";
import { type CancelReason, cancelled, isOver, knows, type Order, withFact } from "./order.ts";
import { type Recorded, record } from "./record-fact.ts";

/**
 * Another service gave up on an order: record it, and publish order-cancelled once, so that every service
 * undoes its part.
 */
export function cancelAfterFailure(
  order: Order | undefined,
  failure: Fact,
  { reason, now }: { readonly reason: CancelReason; readonly now: Instant },
): Recorded {
  if (!order || isOver(order) || knows(order, failure.what)) return record(order, failure);
  const { orderId } = order;
  const detail = failure.detail === undefined ? {} : { detail: failure.detail };
  return {
    save: { order: cancelled(withFact(order, failure), now, reason) },
    publish: [event("orders.order-cancelled.v1", orderId, { orderId, reason, ...detail })],
  };
}
