import type { Entry } from "../../../narrative/entry.ts";
import type { NarrativeLog } from "../../../narrative/log.ts";
import { orderOf } from "../../../narrative/order-of.ts";
import { isSystemWide } from "../../../narrative/system-wide.ts";
import { isNotable, subjectOf } from "../words.ts";
import { isUnderWay } from "./under-way.ts";
import { ordersIn, untoldCommits } from "./untold.ts";

/** Which entries are about an order, and which about the whole company. */
export interface OrderIndex {
  /** The positions of the notable entries about an order, and of what happened to the system while it was under way. */
  positionsOf(orderId: string): readonly number[];
}

/** What happens to the system so soon after an entry about an order can have stopped that order, in milliseconds. */
const soonMs = 2_000;
/** What happened to the system so few entries before an order was placed is about that order, too. */
const justBefore = 40;

/** @param from what happened before, while the company started, is of no interest */
export function createOrderIndex(log: NarrativeLog, from: number): OrderIndex {
  const byOrder = new Map<string, number[]>();
  const shared: number[] = [];
  const untold = untoldCommits();
  /** By order and entry, whether the order was under way in the pause after it. */
  const pauses = new Map<string, boolean>();
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

  /** Whether an order was still under way a while after one of its entries, at which nothing more had happened to it. */
  function wasUnderWayAfter(orderId: string, own: number): boolean {
    const pause = `${orderId} ${own}`;
    const known = pauses.get(pause);
    if (known !== undefined) return known;
    const later = log.stateAt(log.positionAt((log.entry(own)?.at ?? 0) + soonMs));
    const is = isUnderWay(later, orderId);
    pauses.set(pause, is);
    return is;
  }

  return {
    positionsOf(orderId) {
      catchUp();
      const own = (byOrder.get(orderId) ?? []).filter((at) => at >= log.first);
      const [first, last] = [own[0], own.at(-1)];
      if (first === undefined || last === undefined) return [];
      const goesOn = (shared.at(-1) ?? 0) > last && isUnderWay(log.present, orderId);
      const isMeanwhile = (at: number): boolean => {
        const before = own.findLast((one) => one < at);
        if (before === undefined) return at > first - justBefore;
        const isSoon = (log.entry(at)?.at ?? 0) - (log.entry(before)?.at ?? 0) <= soonMs;
        if (before !== last) return isSoon || wasUnderWayAfter(orderId, before);
        // Of an order that goes no further, what stopped it is still to come.
        return goesOn || (isSoon && !isOver(log, orderId));
      };
      const known = shared.filter((at) => at >= log.first);
      const meanwhile = new Set(known.filter(isMeanwhile));
      for (const at of startsAfter(log, known, meanwhile)) meanwhile.add(at);
      return [...own, ...meanwhile].sort((a, b) => a - b);
    },
  };
}

/** The next start of each instance whose death is drawn: it came back, however long after the order was lost. */
function startsAfter(
  log: NarrativeLog,
  shared: readonly number[],
  drawn: ReadonlySet<number>,
): readonly number[] {
  const dead = new Set<string>();
  return shared.filter((at) => {
    const entry = log.entry(at);
    if (entry?.kind !== "killed" && entry?.kind !== "started") return false;
    const who = `${entry.service}#${entry.instance}`;
    if (entry.kind === "started") return dead.delete(who);
    if (drawn.has(at)) dead.add(who);
    return false;
  });
}

function isOver({ present }: NarrativeLog, orderId: string): boolean {
  const status = orderOf(present, orderId)?.status;
  return status === "delivered" || status === "cancelled";
}

/** A message that is held back is named by its id alone. */
const delayedOrder = ({ present }: NarrativeLog, entry: Entry): string | undefined =>
  entry.kind === "delayed" ? present.events.get(entry.messageId)?.correlationId : undefined;
