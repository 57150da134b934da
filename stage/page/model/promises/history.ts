import type { Message } from "#messaging/message.ts";
import { type Commit, commitsOf } from "../../../narrative/commits.ts";
import type { NarrativeLog } from "../../../narrative/log.ts";
import type { CompanyState } from "../../../narrative/state.ts";
import { idsIn } from "../../../narrative/text/ids.ts";

/** What is known of a log: it only grows, and is judged again and again. */
interface History {
  /** The position of each commit. */
  at: number[];
  commits: Commit[];
  /** By order, the position of its first commit, if that is in the log. */
  readonly began: Map<string, number>;
  /** By message that was handled, its order, and where that is told: not every message is an event. */
  readonly handled: Map<string, { readonly order: string; readonly at: number }>;
  next: number;
}
const histories = new WeakMap<NarrativeLog, History>();

function historyOf(log: NarrativeLog): History {
  const history: History = histories.get(log) ?? {
    ...{ at: [], commits: [], next: log.first },
    ...{ began: new Map(), handled: new Map() },
  };
  histories.set(log, history);
  for (history.next = Math.max(history.next, log.first); history.next < log.end; history.next += 1) {
    const entry = log.entry(history.next);
    if (entry?.kind === "handled" || entry?.kind === "ignored")
      rememberHandled(history, entry.message, history.next);
    if (entry?.kind !== "committed") continue;
    for (const { key, loaded } of entry.change.documents)
      if (key.collection === "orders" && loaded === 0) history.began.set(key.id, history.next);
    for (const commit of commitsOf([entry])) {
      history.at.push(history.next);
      history.commits.push(commit);
    }
  }
  forgetBefore(log.first, history.handled);
  const kept = history.at.findIndex((at) => at >= log.first);
  if (kept > 0) {
    history.at = history.at.slice(kept);
    history.commits = history.commits.slice(kept);
  }
  return history;
}

/** A message that is handled again moves to the end of the map. */
function rememberHandled({ handled }: History, { correlationId, id }: Message, at: number): void {
  handled.delete(id);
  handled.set(id, { order: correlationId, at });
}

/** What was told in entries that the log has dropped. The map is in their order. */
function forgetBefore(first: number, handled: History["handled"]): void {
  for (const [id, { at }] of handled) {
    if (at >= first) return;
    handled.delete(id);
  }
}

/** The commits before a position. */
export function commitsUntil(log: NarrativeLog, position: number): readonly Commit[] {
  const { at, commits } = historyOf(log);
  return commits.slice(0, at.findLastIndex((its) => its < position) + 1);
}

/** The order of a message that was handled. */
export const orderOfHandled = (log: NarrativeLog, messageId: string): string | undefined =>
  historyOf(log).handled.get(messageId)?.order;

/** Whether every order and message that a violation names began within the log. */
export function isAboutKnown(log: NarrativeLog, state: CompanyState, text: string): boolean {
  const { began, handled } = historyOf(log);
  return idsIn(text).every((id) => {
    const position = began.get(state.events.get(id)?.correlationId ?? handled.get(id)?.order ?? id);
    return position !== undefined && position >= log.first;
  });
}
