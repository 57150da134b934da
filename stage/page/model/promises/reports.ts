import type { Committed, Entry } from "../../../narrative/entry.ts";
import type { NarrativeLog } from "../../../narrative/log.ts";
import type { CompanyState } from "../../../narrative/state.ts";
import { takesEffectAt } from "../timeline/commits.ts";
import { nearby } from "../timeline/hops-of.ts";
import { handledIn, ordersIn } from "../timeline/untold.ts";
import { subjectOf } from "../words.ts";

/**
 * Whether an order has a commit before a position whose hop is not in the log yet. A service reports a moment after it commits, unless
 * it dies in between.
 */
export function isReportDue(log: NarrativeLog, position: number, orderId: string): boolean {
  for (let at = position - 1; at >= Math.max(log.first, position - nearby); at -= 1) {
    const commit = log.entry(at);
    if (commit?.kind !== "committed") continue;
    const ids = handledIn(commit);
    if (ids.length === 0) continue;
    const isOwn = ordersIn(commit).includes(orderId) || ids.some((id) => isAbout(log, at, id, orderId));
    const isReported = (id: string) => some(log, at + 1, log.end, (entry) => reports(entry, commit, id));
    if (isOwn && !ids.every(isReported)) return true;
  }
  return false;
}

/** Whether an entry says what became of a message that was committed. Of one who was killed, nothing comes any more. */
const reports = (entry: Entry, { service }: Committed, id: string): boolean =>
  "service" in entry &&
  entry.service === service &&
  (entry.kind === "killed" ||
    ((entry.kind === "handled" || entry.kind === "ignored") && entry.message.id === id));

/** Whether an entry before a position names a message as one of an order. */
const isAbout = (log: NarrativeLog, at: number, id: string, orderId: string): boolean =>
  some(
    log,
    log.first,
    at,
    (entry) => "message" in entry && entry.message?.id === id && subjectOf(entry) === orderId,
  );

function some(log: NarrativeLog, from: number, to: number, isIt: (entry: Entry) => boolean): boolean {
  for (let at = from; at < to; at += 1) {
    const entry = log.entry(at);
    if (entry && isIt(entry)) return true;
  }
  return false;
}

/** The guarantees that were off when an entry took effect: those of a later state, without what was switched since. */
export function withoutAt(log: NarrativeLog, state: CompanyState, at: number | undefined): readonly string[] {
  const without = new Set<string>(state.without);
  const entry = at === undefined ? undefined : log.entry(at);
  if (at === undefined || !entry) return [...without];
  for (let later = state.position - 1; later > takesEffectAt(log, at, entry); later -= 1) {
    const one = log.entry(later);
    if (one?.kind !== "guarantee") continue;
    if (one.isOn) without.add(one.name);
    else without.delete(one.name);
  }
  return [...without];
}
