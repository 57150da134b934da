import type { Committed, Entry } from "../../../../narrative/entry.ts";
import type { NarrativeLog } from "../../../../narrative/log.ts";
import type { CompanyState } from "../../../../narrative/state.ts";

/** What is searched for a proof that a guarantee was missing. */
export interface Case {
  readonly log: NarrativeLog;
  readonly state: CompanyState;
  /** The promise that broke. */
  readonly promise: string;
  /** The way from the cause to the harm. */
  readonly path: readonly { readonly at: number; readonly entry: Entry }[];
  /** The commits that it leads through. */
  readonly commits: readonly { readonly at: number; readonly entry: Committed }[];
}

/** Where a guarantee was needed, and what happened there; undefined if it had nothing to do with the harm. */
export type Proof = (one: Case) => { readonly at: number; readonly why: string } | undefined;

/** The position of the first entry from a position on that is such. */
export function firstFrom(
  { log, state }: Pick<Case, "log" | "state">,
  from: number,
  isIt: (entry: Entry) => boolean,
): number | undefined {
  for (let at = Math.max(from, log.first); at < state.position; at += 1) {
    const entry = log.entry(at);
    if (entry && isIt(entry)) return at;
  }
  return undefined;
}
