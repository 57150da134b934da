import type { Committed, Entry } from "../../../narrative/entry.ts";
import type { NarrativeLog } from "../../../narrative/log.ts";
import type { CompanyState } from "../../../narrative/state.ts";

/** How many entries after its commit a hop is reported, at most. */
const farthest = 3_000;

/** The ids of the messages that a commit was to handle. */
export const handledIn = ({ change, intended }: Committed): readonly string[] =>
  (intended ?? change).processed.map(({ id }) => id);

/**
 * The commit that a hop reports: the last one of its service that handled the message. A commit is its own. Undefined if nothing was
 * committed: without dedup, a message that is ignored leaves no trace.
 */
export function commitOf(log: NarrativeLog, at: number, entry: Entry): Committed | undefined {
  const commit = log.entry(takesEffectAt(log, at, entry));
  return commit?.kind === "committed" && !isEmpty(commit) ? commit : undefined;
}

const isEmpty = ({ change, intended }: Committed): boolean =>
  [change, ...(intended?.outbox.length ? [intended] : [])].every(
    ({ cancelled, documents, outbox, processed, timers }) =>
      [cancelled, documents, outbox, processed, timers].every((list) => list.length === 0),
  );

/** By log and position, where the commit is: it is looked for once, because pictures are drawn again and again. */
const known = new WeakMap<NarrativeLog, Map<number, number>>();

/**
 * The position at which something took effect. A service reports a hop a moment after its commit, and what it called can be faster: the
 * mail has left then, or the card is charged. So a hop happened when it was committed. Everything else happened where it stands.
 */
export function takesEffectAt(log: NarrativeLog, at: number, entry: Entry): number {
  if (entry.kind !== "handled" && entry.kind !== "ignored") return at;
  const positions = known.get(log) ?? new Map<number, number>();
  known.set(log, positions);
  const found = positions.get(at) ?? lookBack(log, at, entry);
  positions.set(at, found);
  return found;
}

type Reported = Pick<Extract<Entry, { readonly kind: "handled" }>, "message" | "service">;

function lookBack(log: NarrativeLog, at: number, { message, service }: Reported): number {
  for (let position = at; position >= Math.max(log.first, at - farthest); position -= 1) {
    const before = log.entry(position);
    if (before?.kind !== "committed" || before.service !== service) continue;
    if (handledIn(before).includes(message.id)) return position;
  }
  return at;
}

/** The guarantees that were off when an entry took effect: those of a later state, without what was switched since. */
export function withoutAt(log: NarrativeLog, state: CompanyState, at: number | undefined): readonly string[] {
  const without = new Set<string>(state.without);
  const entry = at === undefined ? undefined : log.entry(at);
  if (at === undefined || !entry) return [...without];
  const effect = takesEffectAt(log, at, entry);
  const switchedLater = new Set<string>();
  for (let position = state.position - 1; position >= log.first; position -= 1) {
    if (position <= effect && switchedLater.size === 0) break;
    const one = log.entry(position);
    if (one?.kind !== "guarantee") continue;
    const { isOn, name } = one;
    if (position > effect) switchedLater.add(name);
    // What was so before it was switched is known for certain only where the log has the last switch before: it can be the same.
    else if (!switchedLater.delete(name)) continue;
    if (isOn === position > effect) without.add(name);
    else without.delete(name);
  }
  return [...without];
}
