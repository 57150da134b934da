import type { Entry } from "../../narrative/entry.ts";
import type { NarrativeLog } from "../../narrative/log.ts";
import { withoutAt } from "./timeline/commits.ts";
import { isAfterDeath } from "./timeline/untold.ts";
import { type ToldBy, toldBy } from "./told-twice.ts";

/** What the rest of the log says about an entry. */
export interface Seen {
  /** The guarantees that were off when it took effect. */
  readonly without: ReadonlySet<string>;
  /** Whether it is a commit that was made after its instance was killed. */
  readonly isLate: boolean;
  /** Whether its service had handled the same message before. */
  readonly isCopy: boolean;
  /** Of a charge or a refund that answer and webhook tell of: which of them this is, and which came first. */
  readonly tellers: { readonly now: ToldBy; readonly first: ToldBy } | undefined;
}

/** @param at the position of the entry */
export function seenAt(log: NarrativeLog, at: number, entry: Entry): Seen {
  const before = earlierHop(log, at, entry);
  const [first, now] = [before, entry].map(
    (one) => one && "message" in one && one.message && toldBy(one.message),
  );
  return {
    without: new Set(withoutAt(log, log.present, at)),
    isLate: entry.kind === "committed" && isAfterDeath(log, at, entry),
    isCopy: before !== undefined,
    tellers: first && now && first !== now ? { first, now } : undefined,
  };
}

const results: ReadonlySet<Entry["kind"]> = new Set(["handled", "ignored", "refused"] as const);

/** The first time that the service handled the same message. */
function earlierHop(log: NarrativeLog, at: number, entry: Entry): Entry | undefined {
  if (!results.has(entry.kind) && entry.kind !== "duplicate") return undefined;
  const { message, service } = entry as Extract<Entry, { readonly kind: "duplicate" }>;
  for (let position = log.first; position < at; position += 1) {
    const one = log.entry(position);
    if (!one || !results.has(one.kind)) continue;
    const { message: its, service: by } = one as typeof entry & { readonly kind: "handled" };
    if (by === service && its.id === message.id) return one;
  }
  return undefined;
}
