import { crashes } from "./fault-kinds/crashes.ts";
import { database } from "./fault-kinds/database.ts";
import { events } from "./fault-kinds/events.ts";
import { messages } from "./fault-kinds/messages.ts";
import type { FaultKind, PlannedFault } from "./faults.ts";

/** Every kind of fault that the simulation injects. Seeds draw from this order. */
export const faultKinds: readonly FaultKind[] = [...crashes, ...events, ...database, ...messages];

const byKind = new Map(faultKinds.map((kind) => [kind.kind, kind]));

export function kindOf({ kind }: PlannedFault): FaultKind {
  const known = byKind.get(kind);
  if (!known) throw new Error(`unknown kind of fault: ${kind}`);
  return known;
}
