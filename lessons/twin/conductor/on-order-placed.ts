import { ignore, reaction } from "#messaging/reaction.ts";
import { chargeCard } from "./commands.ts";
import { begun, processes, withWorker } from "./process.ts";
import { type Patience, waiting } from "./silence.ts";

/** The customer ordered: the process begins with the command to charge the card. */
export const onOrderPlaced = (patience: Patience) =>
  reaction("orders.order-placed.v1", {
    reads: ({ orderId }) => ({ process: processes(orderId) }),
    react({ process }, { time, data: placed }, { now }) {
      if (process?.status === "tombstone") return ignore("the order was cancelled first");
      if (process) return ignore("the process has already begun");
      const { orderId, restaurantId, zone, address, items } = placed;
      const dishIds = items.map(({ dishId }) => dishId);
      const first = chargeCard(placed);
      const begins = withWorker(begun({ orderId, restaurantId, zone, address, dishIds }, time), first.to);
      return {
        save: { process: begins },
        publish: [first.message],
        setTimers: waiting(begins, now, patience),
      };
    },
  });
