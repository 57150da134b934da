import type { NarrativeLog } from "../../../narrative/log.ts";
import { isNotable } from "../words.ts";
import type { Source } from "./source.ts";

/** The position after the next entry that a person would tell; undefined if there is none yet. */
export function notableAfter(log: NarrativeLog, position: number): number | undefined {
  for (let next = position; next < log.end; next += 1) {
    const entry = log.entry(next);
    if (entry && isNotable(entry)) return next + 1;
  }
  return undefined;
}

/** The position after the last such entry before this position, or `first`. */
export function notableBefore(log: NarrativeLog, position: number, first: number): number {
  for (let at = position - 1; at > first; at -= 1) {
    const entry = log.entry(at - 1);
    if (entry && isNotable(entry)) return at;
  }
  return Math.min(position, first);
}

/** More orders under way than one can follow. */
const manyOrders = 6;

/** Whether many orders moved within the last minute. */
export function isCrowded({ began, log }: Source, position: number, now: number): boolean {
  const recent = new Set<string>();
  const first = Math.max(began.position, log.first, position - 600);
  for (let at = position - 1; at >= first; at -= 1) {
    const entry = log.entry(at);
    if (!entry || entry.at < now - 60_000) break;
    if (entry.kind === "handled") recent.add(entry.message.correlationId);
    if (recent.size > manyOrders) return true;
  }
  return false;
}
