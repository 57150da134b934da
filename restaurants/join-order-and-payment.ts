import type { Instant } from "#messaging/instant.ts";
import { ignore, type Outcome } from "#messaging/reaction.ts";
import type { Key } from "#messaging/store.ts";
import { askKitchen } from "./on-check-order.ts";
import { awaitingOrder, awaitingPayment, checking, type Ordered, type Ticket } from "./ticket.ts";

type Joined = Outcome<{ ticket: Key<Ticket> }>;

// The kitchen needs two facts: what was ordered, and that it is paid. They arrive in either order. The first is saved as
// a ticket that awaits the other, and the second asks the kitchen.

/** The order was placed. */
export function whenPlaced(ticket: Ticket | undefined, order: Ordered, now: Instant): Joined {
  if (ticket?.status === "tombstone") return ignore("the order was cancelled first");
  if (!ticket) return { save: { ticket: awaitingPayment(order) } };
  if (ticket.status !== "awaiting-order") return ignore("the order is already known");
  return { save: { ticket: checking(order) }, setTimers: [askKitchen(order, now)] };
}

/** The order is paid. */
export function whenPaid(ticket: Ticket | undefined, orderId: string, now: Instant): Joined {
  if (!ticket) return { save: { ticket: awaitingOrder(orderId) } };
  if (ticket.status !== "awaiting-payment") return ignore(`the ticket is ${ticket.status}`);
  return { save: { ticket: checking(ticket) }, setTimers: [askKitchen(ticket, now)] };
}
