import type { Money } from "#contracts/generated/events.ts";
import { milliseconds } from "#messaging/instant.ts";
import { isOver, type Order } from "#orders/order.ts";
import type { NarrativeLog } from "#stage/narrative/log.ts";
import { orderOf } from "#stage/narrative/order-of.ts";
import type { Measured } from "../lesson.ts";

/** What customers have paid in the end, in euros. */
export function eurosPaid(log: NarrativeLog): Measured {
  const { charges, refunds } = log.stateAt(log.end).provider;
  const charged = [...charges.values()].filter(({ status }) => status === "succeeded");
  return { eurosPaid: eurosOf(charged) - eurosOf(refunds) };
}

/** What the company keeps of cancelled orders, in euros. */
export function eurosOwed(log: NarrativeLog): Measured {
  const state = log.stateAt(log.end);
  const isCancelled = ({ orderId }: { readonly orderId: string }) =>
    orderOf(state, orderId)?.status === "cancelled";
  const charged = [...state.provider.charges.values()].filter(({ status }) => status === "succeeded");
  const owed = eurosOf(charged.filter(isCancelled)) - eurosOf(state.provider.refunds.filter(isCancelled));
  return { eurosOwed: owed };
}

/** How long the most patient customer waited for food or a cancellation, in minutes. */
export function longestWait(log: NarrativeLog): Measured {
  const state = log.stateAt(log.end);
  const waits = [...state.orders.keys()].flatMap((orderId) => waitOf(orderOf(state, orderId)) ?? []);
  return { longestWait: Math.round(Math.max(...waits) / 60_000) };
}

function waitOf(order: Order | undefined): number | undefined {
  const ended = order?.history.find(({ what }) => what === "order-delivered" || what === "order-cancelled");
  return order && isOver(order) && ended ? milliseconds(ended.at) - milliseconds(order.placedAt) : undefined;
}

const eurosOf = (payments: readonly { readonly amount: Money }[]): number =>
  payments.reduce((cents, { amount }) => cents + amount.amount, 0) / 100;
