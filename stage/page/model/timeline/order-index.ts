import type { Entry } from "../../../narrative/entry.ts";
import type { NarrativeLog } from "../../../narrative/log.ts";
import { orderOf } from "../../../narrative/order-of.ts";
import { isSystemWide } from "../../../narrative/system-wide.ts";
import { isNotable, subjectOf } from "../words.ts";
import { ordersIn, untoldCommits } from "./untold.ts";

/** Which entries are about an order, and which about the whole company. */
export interface OrderIndex {
  /** The positions of the notable entries about an order, and of what happened to the system meanwhile. */
  positionsOf(orderId: string): readonly number[];
}

/** @param from what happened before, while the company started, is of no interest */
export function createOrderIndex(log: NarrativeLog, from: number): OrderIndex {
  const byOrder = new Map<string, number[]>();
  const shared: number[] = [];
  const untold = untoldCommits();
  let next = from;

  function add(order: string, position: number): void {
    const known = byOrder.get(order);
    if (!known) byOrder.set(order, [position]);
    else known.push(position);
    // That a commit is untold is known when its instance is killed, after other things have happened.
    if (known && (known.at(-2) ?? 0) > position) known.sort((a, b) => a - b);
  }

  function catchUp(): void {
    next = Math.max(next, log.first);
    for (; next < log.end; next += 1) {
      const entry = log.entry(next);
      if (!entry) continue;
      for (const { entry: commit, position } of untold.read(entry, next))
        for (const order of ordersIn(commit)) add(order, position);
      const isCallThatFailed = entry.kind === "call" && entry.failed !== undefined;
      if (!isNotable(entry) && !isCallThatFailed) continue;
      if (isSystemWide(entry)) shared.push(next);
      const order = subjectOf(entry) ?? delayedOrder(log, entry);
      if (order === undefined) continue;
      add(order, next);
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
  const status = orderOf(present, orderId)?.status;
  return status === "delivered" || status === "cancelled";
}

/** A message that is held back is named by its id alone. */
const delayedOrder = ({ present }: NarrativeLog, entry: Entry): string | undefined =>
  entry.kind === "delayed" ? present.events.get(entry.messageId)?.correlationId : undefined;
