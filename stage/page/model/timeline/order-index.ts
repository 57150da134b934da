import type { Entry } from "../../../narrative/entry.ts";
import type { NarrativeLog } from "../../../narrative/log.ts";
import { isSystemWide } from "../../../narrative/system-wide.ts";
import { isNotable, subjectOf } from "../words.ts";

/** Which entries are about an order, and which about the whole company. */
export interface OrderIndex {
  /** The positions of the notable entries about an order, and of what happened to the system meanwhile. */
  positionsOf(orderId: string): readonly number[];
}

/** @param from what happened before, while the company started, is of no interest */
export function createOrderIndex(log: NarrativeLog, from: number): OrderIndex {
  const byOrder = new Map<string, number[]>();
  const shared: number[] = [];
  let next = from;

  function catchUp(): void {
    next = Math.max(next, log.first);
    for (; next < log.end; next += 1) {
      const entry = log.entry(next);
      if (!entry) continue;
      const isCallThatFailed = entry.kind === "call" && entry.failed !== undefined;
      if (!isNotable(entry) && !isCallThatFailed) continue;
      if (isSystemWide(entry)) shared.push(next);
      const order = subjectOf(entry) ?? delayedOrder(log, entry);
      if (order === undefined) continue;
      const known = byOrder.get(order);
      if (known) known.push(next);
      else byOrder.set(order, [next]);
    }
  }

  return {
    positionsOf(orderId) {
      catchUp();
      const own = byOrder.get(orderId) ?? [];
      const [first, last] = [own[0], own.at(-1)];
      if (first === undefined || last === undefined) return [];
      // Of an order that goes no further, what stopped it is still to come.
      const until = isOver(log, orderId) ? last : log.end;
      const meanwhile = shared.filter((at) => at > first - 40 && at < until);
      return [...own, ...meanwhile].filter((at) => at >= log.first).sort((a, b) => a - b);
    },
  };
}

function isOver({ present }: NarrativeLog, orderId: string): boolean {
  const order = present.services.orders.documents.get(`orders/${orderId}`)?.document as
    | { readonly status: string }
    | undefined;
  return order?.status === "delivered" || order?.status === "cancelled";
}

/** A message that is held back is named by its id alone. */
const delayedOrder = ({ present }: NarrativeLog, entry: Entry): string | undefined =>
  entry.kind === "delayed" ? present.events.get(entry.messageId)?.correlationId : undefined;
