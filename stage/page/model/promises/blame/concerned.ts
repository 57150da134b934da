import type { NarrativeLog } from "../../../../narrative/log.ts";
import type { CompanyState } from "../../../../narrative/state.ts";
import type { Blame } from "./blame.ts";
import { takenAgain } from "./copies.ts";

/**
 * The way to a harm without what had nothing to do with it: a guarantee that could not have prevented it, and copies of messages while
 * no copy of a message on the way was one of them.
 */
export function concerned(
  log: NarrativeLog,
  state: CompanyState,
  way: readonly number[],
  blamed: readonly Blame[],
): readonly number[] {
  const isDoubling = (at: number): boolean => log.entry(at)?.kind === "doubling";
  const hasCopies = way.some(isDoubling) && isCopied(log, state, way);
  return way.filter((at) => {
    const entry = log.entry(at);
    if (entry?.kind === "guarantee") return blamed.some(({ name }) => name === entry.name);
    return hasCopies || !isDoubling(at);
  });
}

/** Whether the broker got a message again that a service took twice on the way. */
function isCopied(log: NarrativeLog, state: CompanyState, way: readonly number[]): boolean {
  const steps = way.flatMap((at) => log.entry(at) ?? []);
  const twice = new Set(takenAgain(steps).map(({ again }) => again.message.id));
  for (let at = log.first; twice.size > 0 && at < state.position; at += 1) {
    const entry = log.entry(at);
    if (entry?.kind === "doubled" && entry.messageIds.some((id) => twice.has(id))) return true;
  }
  return false;
}
