import type { Committed, Entry } from "../../../narrative/entry.ts";
import type { NarrativeLog } from "../../../narrative/log.ts";
import { handledIn } from "../timeline/commits.ts";
import { nearby } from "../timeline/hops-of.ts";
import { ordersIn } from "../timeline/untold.ts";
import { subjectOf } from "../words.ts";

/**
 * Whether an order has a commit before a position whose hop is not in the log yet. A service reports a moment after it commits, unless
 * it dies in between.
 *
 * @param end where the log ends for the page that judges. Default: where it does
 */
export function isReportDue(
  log: NarrativeLog,
  position: number,
  orderId: string,
  end: number = log.end,
): boolean {
  for (let at = position - 1; at >= Math.max(log.first, position - nearby); at -= 1) {
    const commit = log.entry(at);
    if (commit?.kind !== "committed") continue;
    const ids = handledIn(commit);
    const isReported = (id: string) => some(log, at + 1, end, (entry) => reports(entry, commit, id));
    // Nearly all are reported a few entries later; whose an unreported one is takes a search through the log.
    if (ids.every(isReported)) continue;
    if (ordersIn(commit).includes(orderId) || ids.some((id) => isAbout(log, at, id, orderId))) return true;
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
