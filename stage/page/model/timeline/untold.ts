import type { Committed, Entry } from "../../../narrative/entry.ts";
import type { NarrativeLog } from "../../../narrative/log.ts";
import { statusOf } from "../../../narrative/status-of.ts";
import { short } from "../words.ts";
import { handledIn } from "./commits.ts";

/** Finds commits of which nobody was told: the instance was killed before it reported the hop. */
export interface UntoldCommits {
  /** Reads the next entry. Returns the positions of the commits that, as is known now, stay untold. */
  read(entry: Entry, position: number): readonly Untold[];
}

interface Untold {
  readonly position: number;
  readonly entry: Committed;
}

/** Commits that wait for their hops, of one instance: older ones are hops that this log does not have. */
const mostWaiting = 50;

export function untoldCommits(): UntoldCommits {
  const waiting = new Map<string, Untold[]>();
  const dead = new Set<string>();

  /** A commit that was under way when its instance was killed is made all the same. */
  function readCommit(entry: Committed, position: number): readonly Untold[] {
    const { change } = entry;
    if (change.documents.length === 0 || change.processed.length === 0) return [];
    const who = nameOf(entry);
    if (dead.has(who)) return [{ entry, position }];
    waiting.set(who, [...(waiting.get(who) ?? []).slice(1 - mostWaiting), { entry, position }]);
    return [];
  }

  function tell(who: string, messageId: string): void {
    const left = waiting.get(who)?.filter(({ entry }) => !handledIn(entry).includes(messageId));
    if (left) waiting.set(who, left);
  }

  return {
    read(entry, position) {
      if (entry.kind === "committed") return readCommit(entry, position);
      if (!("instance" in entry)) return [];
      const who = nameOf(entry);
      if ("message" in entry && entry.message && entry.kind !== "received") tell(who, entry.message.id);
      if (entry.kind === "started") dead.delete(who);
      if (entry.kind !== "killed") return [];
      dead.add(who);
      const untold = waiting.get(who) ?? [];
      waiting.delete(who);
      return untold;
    },
  };
}

const nameOf = ({ instance, service }: { readonly service: string; readonly instance: number }): string =>
  `${service}#${instance}`;

/** The orders that a commit changed: every service keeps its documents by order. */
export const ordersIn = ({ change }: Committed): readonly string[] => [
  ...new Set(change.documents.map(({ key }) => key.id)),
];

/** How many entries after a death its last write is made, at most. */
const farthest = 1_000;

/** Whether a commit was under way when its instance was killed: the database made it all the same, a moment later. */
export function isAfterDeath(log: NarrativeLog, position: number, commit: Committed): boolean {
  const who = nameOf(commit);
  for (let at = position - 1; at >= Math.max(log.first, position - farthest); at -= 1) {
    const entry = log.entry(at);
    if (entry?.kind !== "killed" && entry?.kind !== "started" && entry?.kind !== "stopped") continue;
    if (nameOf(entry) === who) return entry.kind === "killed";
  }
  return false;
}

/** What an untold commit is, in a few words. */
export function untoldHeadline({ change, service }: Committed, isLate: boolean): string {
  const what = `${service} commits ${change.processed.map(({ type }) => short(type)).join(", ")}`;
  return isLate
    ? `${what}: the write was under way when it was killed`
    : `${what}, and is killed before it tells`;
}

/** The status that it saved, and why it was not told. @param isLate whether its instance was dead by then */
export function untoldLabel({ change }: Committed, isLate: boolean): string {
  const [status] = change.documents.flatMap(({ document }) => statusOf(document) ?? []);
  const why = isLate ? "the write was under way" : "committed, not yet told";
  return `${status ? `${status.replaceAll("-", " ")}: ` : ""}${why}`;
}
