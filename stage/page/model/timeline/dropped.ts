import { eventsIn } from "#messaging/outbox-entry.ts";
import type { Change } from "#messaging/store.ts";
import type { Committed } from "../../../narrative/entry.ts";
import type { NarrativeLog } from "../../../narrative/log.ts";
import { statusOf } from "../../../narrative/status-of.ts";
import { withoutAt } from "./commits.ts";

/** What a reaction decided, and a switched-off guarantee kept out of its commit. */
export interface Dropped {
  readonly what: "call" | "outbox";
  /** The type of the event, or the name of the call. */
  readonly name: string;
  /** The guarantee that is off. */
  readonly by: "outbox" | "refund";
}

/** What is missing from the commit of a hop, because of guarantees that were off. */
export function droppedFrom(
  log: NarrativeLog,
  at: number,
  { before, change, intended }: Committed,
): readonly Dropped[] {
  const without = withoutAt(log, log.present, at);
  const dropped: Dropped[] = [];
  if (without.includes("outbox") && intended) {
    const stored = new Set(change.outbox.map(({ id }) => id));
    const lost = intended.outbox.filter(({ id }) => !stored.has(id));
    for (const { name } of callsIn(lost)) dropped.push({ what: "call", name, by: "outbox" });
    for (const { type } of eventsIn(lost)) dropped.push({ what: "outbox", name: type, by: "outbox" });
  }
  // Without refunds, the call is left out before there is a change. That it was decided is seen at the status.
  const isRefunding = change.documents.some(
    ({ document }, i) => statusOf(document) === "refunding" && statusOf(before[i]) !== "refunding",
  );
  if (isRefunding && without.includes("refund") && !callsIn((intended ?? change).outbox).some(isRefund))
    dropped.push({ what: "call", name: refund, by: "refund" });
  return dropped;
}

const refund = "payments.refund";
const isRefund = ({ name }: { readonly name: string }): boolean => name === refund;

const callsIn = (outbox: Change["outbox"]) => outbox.flatMap((one) => (one.kind === "call" ? [one] : []));
