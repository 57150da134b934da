import type { Entry } from "./entry.ts";
import { apply } from "./fold.ts";
import { type CompanyState, copyOf, emptyState } from "./state.ts";

/** The entries in order, and the state of the company at any position. */
export interface NarrativeLog {
  /** The kept entries, oldest first. */
  readonly entries: readonly Entry[];
  /** The position of the first kept entry: how many older ones were dropped. */
  readonly first: number;
  /** The position after the newest entry: how many entries there ever were. */
  readonly end: number;
  /** The state after the newest entry. It changes with each entry; `stateAt` gives one that does not. */
  readonly present: CompanyState;
  append(entry: Entry): void;
  /** The entry at a position; undefined if it was dropped, or has not happened. */
  entry(position: number): Entry | undefined;
  /**
   * The state after the entries before `position`: `first` is the oldest state that is known, `end` the present. Positions outside
   * are moved to the nearest. What is returned never changes.
   */
  stateAt(position: number): CompanyState;
  /** The position at a time in milliseconds since 1970: after every entry up to and including that time. */
  positionAt(ms: number): number;
  /** Calls `listener` with each entry as it is appended, and its position. The returned function ends it. */
  onEntry(listener: (entry: Entry, position: number) => void): () => void;
}

export interface LogOptions {
  /** How many entries to keep at least; older ones are dropped, but their effect on the state stays. Default: all of them. */
  readonly keep?: number;
  /** How many entries lie between two stored states, at least. Default 1,000. */
  readonly every?: number;
}

/**
 * An empty log. It stores a copy of the state now and then, so that any moment is found by folding a few entries: a copy costs as much
 * as what the state holds, so the larger the state, the more entries lie between two copies.
 */
export function createLog({ keep = Number.POSITIVE_INFINITY, every = 1_000 }: LogOptions = {}): NarrativeLog {
  const entries: Entry[] = [];
  const copies: CompanyState[] = [emptyState()];
  const listeners = new Set<(entry: Entry, position: number) => void>();
  const present = emptyState();
  /** The state of the last request: a step forward from it costs one entry, and a copy. */
  let last: CompanyState = emptyState();
  let first = 0;
  let next = every;

  function store(): void {
    copies.push(copyOf(present));
    next = present.position + Math.max(every, sizeOf(present));
    const [, second] = copies;
    if (!second || second.position > present.position - keep) return;
    copies.shift();
    entries.splice(0, second.position - first);
    first = second.position;
  }

  function stateAt(requested: number): CompanyState {
    const position = Math.min(Math.max(requested, first), present.position);
    if (position === present.position) return copyOf(present);
    if (position === last.position) return last;
    const stored = copies.findLast((one) => one.position <= position) ?? emptyState();
    const isNear = last.position <= position && last.position >= stored.position;
    const state = copyOf(isNear ? last : stored);
    for (let at = state.position - first; at < position - first; at += 1) {
      const entry = entries[at];
      if (entry) apply(state, entry);
    }
    last = state;
    return state;
  }

  return {
    entries,
    present,
    get first() {
      return first;
    },
    get end() {
      return present.position;
    },
    append(entry) {
      entries.push(entry);
      apply(present, entry);
      if (present.position >= next) store();
      for (const listener of listeners) listener(entry, present.position - 1);
    },
    entry: (position) => entries[position - first],
    stateAt,
    positionAt(ms) {
      let [low, high] = [0, entries.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((entries[middle]?.at ?? 0) <= ms) low = middle + 1;
        else high = middle;
      }
      return first + low;
    },
    onEntry(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The cost of a copy of the state: the number of items in its collections. */
function sizeOf({ events, mailbox, orders, provider, services }: CompanyState): number {
  let size = events.size + mailbox.length + orders.size + provider.charges.size + provider.refunds.length;
  for (const { documents, outbox, processed, timers } of Object.values(services))
    size += documents.size + outbox.size + processed.size + timers.size;
  return size;
}
