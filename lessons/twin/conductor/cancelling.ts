import type { Instant } from "#messaging/instant.ts";
import type { CancelReason } from "#orders/order.ts";
import { cancelOrder, compensations, type Reported } from "./commands.ts";
import { type Conducted, withFacts } from "./process.ts";
import { silence } from "./silence.ts";

/** A step failed: cancel the order, and command every worker to undo its part. */
export const cancelling = (
  process: Conducted,
  failure: Reported,
  reason: Exclude<CancelReason, "customer">,
  now: Instant,
) => {
  const { orderId, commanded } = process;
  return {
    save: { process: withFacts(process, failure, { what: "order-cancelled", at: now, by: "orders" }) },
    publish: [cancelOrder(orderId, failure, reason), ...compensations(orderId, commanded)],
    cancelTimers: [silence.nameFor(orderId)],
  };
};
