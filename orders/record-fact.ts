import { ignore, notYet, type Outcome } from "#messaging/reaction.ts";
import type { Key } from "#messaging/store.ts";
import type { Fact } from "./fact.ts";
import { knows, type Order, withFact } from "./order.ts";

export type Recorded = Outcome<{ order: Key<Order> }>;

/** Another service reports a fact about an order: record it, whatever happened before. */
export function record(order: Order | undefined, fact: Fact): Recorded {
  // Every order starts in this service, so the database was restored from a backup, or the event is foreign:
  // an operator has to look.
  if (!order) return notYet("there is no such order");
  if (knows(order, fact.what)) return ignore(`${fact.what} is already known`);
  return { save: { order: withFact(order, fact) } };
}
