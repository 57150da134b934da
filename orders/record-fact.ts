import type { Instant } from "#messaging/instant.ts";
import { event, ignore, notYet, type Outcome } from "#messaging/reaction.ts";
import type { Key } from "#messaging/store.ts";
import type { Fact } from "./fact.ts";
import { type CancelReason, cancelled, isOver, knows, type Order, withFact } from "./order.ts";

type Recorded = Outcome<{ order: Key<Order> }>;

/** Another service reports a fact about an order: record it, whatever happened before. */
export function record(order: Order | undefined, fact: Fact): Recorded {
  // Every order starts in this service, so the database was restored from a backup, or the event is foreign:
  // an operator has to look.
  if (!order) return notYet("there is no such order");
  if (knows(order, fact.what)) return ignore(`${fact.what} is already known`);
  return { save: { order: withFact(order, fact) } };
}

/**
 * Another service gave up on an order: record it, and publish order-cancelled once, so that every service
 * undoes its part.
 */
export function recordFailure(
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
