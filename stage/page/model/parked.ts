import { queuesOf } from "#messaging/topology.ts";
import type { NarrativeLog } from "../../narrative/log.ts";
import type { CompanyState } from "../../narrative/state.ts";

/** The ids of the messages that a service has parked, the newest last. */
export function parkedIds(state: CompanyState, service: string): readonly string[] {
  const queue = state.queues.get(queuesOf(service).parked);
  const all = [...(queue?.ready.values() ?? []), ...(queue?.unacked.values() ?? [])];
  return all.map(({ messageId }) => messageId);
}

/** Where the log tells that a service parked a message that is still parked, with its error: the newest one. */
export function parkedAt(log: NarrativeLog, state: CompanyState, service: string): number | undefined {
  const ids = new Set(parkedIds(state, service));
  for (let at = state.position - 1; ids.size > 0 && at >= log.first; at -= 1) {
    const entry = log.entry(at);
    if (entry?.kind !== "parked" || entry.service !== service) continue;
    // An unreadable message has no id.
    if (!entry.message || ids.has(entry.message.id)) return at;
  }
  return undefined;
}
