import type { Change } from "#messaging/store.ts";
import type { Committed, Entry } from "../../narrative/entry.ts";
import { createLimitedSet } from "../../narrative/limited.ts";
import { ordersShownPerSecond } from "../model/session/feed-message.ts";

/** Decides which orders a page shows. */
export interface Sampler {
  /** The entry, reduced to the orders that are shown; undefined if it is about others only. */
  take(entry: Entry): Entry | undefined;
  /** Shows none of these orders. */
  hide(orderIds: Iterable<string>): void;
  isHidden(orderId: string): boolean;
}

/** How many hidden orders, messages and places in queues are remembered: those of some minutes at 1,000 orders a second. */
const remembered = 200_000;

/** Lets through everything about as many orders as can be watched, and nothing about the others. */
export function createSampler(): Sampler {
  const hidden = createLimitedSet<string>(remembered);
  const positions = createLimitedSet<string>(remembered);
  const hiddenMessages = createLimitedSet<string>(remembered);
  let second = 0;
  let placed = 0;

  function admits(orderId: string, at: number): boolean {
    if (hidden.has(orderId)) return false;
    const now = Math.floor(at / 1_000);
    if (now !== second) placed = 0;
    second = now;
    placed += 1;
    if (placed > ordersShownPerSecond) hidden.add(orderId);
    return !hidden.has(orderId);
  }

  function reduced(entry: Committed): Entry | undefined {
    const shown = (change: Change): Change => ({
      ...change,
      processed: change.processed.filter(({ id }) => !hiddenMessages.has(id)),
      documents: change.documents.filter(({ key }) => !hidden.has(key.id)),
      outbox: change.outbox.filter((one) => !hidden.has(orderOf(one))),
      timers: change.timers.filter(({ message }) => !hidden.has(message.correlationId)),
    });
    const change = shown(entry.change);
    for (const one of entry.change.outbox) {
      if (one.kind !== "events") continue;
      for (const { correlationId, id } of one.messages) if (hidden.has(correlationId)) hiddenMessages.add(id);
    }
    const isEmpty = change.documents.length + change.outbox.length + change.timers.length === 0;
    if (isEmpty && change.settled.length + change.cancelled.length === 0) return undefined;
    return { ...entry, change, before: change.documents.map(() => undefined), intended: change };
  }

  function take(entry: Entry): Entry | undefined {
    if (entry.kind === "person" && entry.did.what === "orders")
      return admits(entry.did.orderId, entry.at) ? entry : undefined;
    if (hidden.size() === 0) return entry;
    switch (entry.kind) {
      case "committed":
        return reduced(entry);
      case "enqueued":
        if (hiddenMessages.has(entry.messageId)) {
          positions.add(`${entry.queue} ${entry.position}`);
          return undefined;
        }
        return entry;
      case "delivered":
        return positions.has(`${entry.queue} ${entry.position}`) ? undefined : entry;
      case "charge":
        return hidden.has(entry.charge.orderId) ? undefined : entry;
      case "refund":
        return hidden.has(entry.refund.orderId) ? undefined : entry;
      case "mail":
        return hidden.has(entry.mail.orderId) ? undefined : entry;
      case "call":
        return hidden.has(entry.cause.correlationId) ? undefined : entry;
      default:
        return "message" in entry && entry.message && hidden.has(entry.message.correlationId)
          ? undefined
          : entry;
    }
  }

  return {
    take,
    hide(orderIds) {
      for (const orderId of orderIds) hidden.add(orderId);
    },
    isHidden: (orderId) => hidden.has(orderId),
  };
}

/** The order that an outbox entry is about. */
export const orderOf = (entry: Change["outbox"][number]): string =>
  (entry.kind === "events" ? entry.messages[0]?.correlationId : entry.cause.correlationId) ?? "";
