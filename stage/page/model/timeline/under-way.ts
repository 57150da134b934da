import { services } from "#contracts/hears.ts";
import type { OutboxEntry } from "#messaging/outbox-entry.ts";
import { orderOf } from "../../../narrative/order-of.ts";
import type { CompanyState, QueueState } from "../../../narrative/state.ts";

/** Whether something is still to happen to an order by itself: a message, a call or a timer of it waits. A parked message does not. */
export function isUnderWay(state: CompanyState, orderId: string): boolean {
  const { notAccepted } = state.orders.get(orderId) ?? {};
  if (!orderOf(state, orderId)) return notAccepted === undefined;
  const isOwn = (id: string | undefined): boolean => id === orderId;
  const isQueued = ({ ready, stuck, unacked }: QueueState): boolean =>
    [ready, stuck, unacked].some((messages) =>
      [...messages.values()].some(({ messageId }) => isOwn(state.events.get(messageId)?.correlationId)),
    );
  return (
    services.some((name) => {
      const { outbox, timers } = state.services[name];
      return (
        [...outbox.values()].some((entry) => causesOf(entry).some(isOwn)) ||
        [...timers.values()].some(({ message }) => isOwn(message.correlationId))
      );
    }) || [...state.queues].some(([name, queue]) => !name.endsWith(".parked") && isQueued(queue))
  );
}

const causesOf = (entry: OutboxEntry): readonly string[] =>
  (entry.kind === "events" ? entry.messages : [entry.cause]).map(({ correlationId }) => correlationId);
