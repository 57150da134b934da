import { after } from "#messaging/instant.ts";
import { ignore, reaction, timer } from "#messaging/reaction.ts";
import { isOver, orders } from "#orders/order.ts";
import type { MakeChange } from "./changes.ts";
import { hasEffects } from "./changes.ts";

/** After this time an order should have ended, in milliseconds. */
const deadlineMs = 50 * 60_000;

const overdue = timer<{ readonly orderId: string }>("orders.overdue");

/** The orders service sets a deadline with each order, and says which of them have not ended by then. */
export const withDeadline: MakeChange = (tally) => {
  const onOverdue = reaction(overdue, {
    reads: ({ orderId }) => ({ order: orders(orderId) }),
    react({ order }) {
      if (!order || isOver(order)) return ignore("the order has ended");
      tally("alarms");
      return {};
    },
  });
  return {
    replace(service) {
      if (service.name !== "orders") return service;
      const reactions = new Map([...service.reactions, [overdue.type, onOverdue]]);
      const place = reactions.get("orders.place-order");
      if (!place) throw new Error("orders has no reaction to orders.place-order");
      reactions.set(place.type, {
        ...place,
        react(documents, message, context) {
          const outcome = place.react(documents, message, context);
          if (!hasEffects(outcome)) return outcome;
          const { subject: orderId } = message;
          const deadline = overdue.at(after(context.now, deadlineMs), orderId, { orderId });
          return { ...outcome, setTimers: [...(outcome.setTimers ?? []), deadline] };
        },
      });
      return { ...service, reactions };
    },
  };
};
