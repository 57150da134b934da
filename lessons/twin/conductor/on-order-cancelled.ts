import { ignore, reaction } from "#messaging/reaction.ts";
import { compensations } from "./commands.ts";
import { processes, tombstone, withFacts } from "./process.ts";
import { silence } from "./silence.ts";

/** The customer cancelled, at any point of the process: command every worker to undo its part. */
export const onOrderCancelled = reaction("orders.order-cancelled.v1", {
  reads: ({ orderId }) => ({ process: processes(orderId) }),
  react({ process }, { time, data: { orderId } }) {
    if (!process) return { save: { process: tombstone(orderId) } };
    // Orders also publishes this when it cancels an order at the conductor's command.
    if (process.status === "cancelled" || process.status === "tombstone")
      return ignore("the process is already cancelled");
    return {
      save: { process: withFacts(process, { what: "order-cancelled", at: time, by: "customer" }) },
      publish: compensations(orderId, process.commanded),
      cancelTimers: [silence.nameFor(orderId)],
    };
  },
});
