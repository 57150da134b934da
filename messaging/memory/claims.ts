import type { Claim } from "../store.ts";
import { createHeap } from "../timers/heap.ts";

/** Entries, each owned by one claimer at a time. The cost of a claim depends only on what it takes. */
export interface Leases<T extends Leased> {
  has(id: string): boolean;
  get(id: string): T | undefined;
  /** Adds an entry, or replaces the one with its id. */
  put(entry: T): void;
  remove(id: string): T | undefined;
  /** Claims the available entries, in order. */
  claim(claim: Claim): readonly T[];
  /** When the next entry can be claimed; undefined if there is none. */
  nextAt(): number | undefined;
  all(): readonly T[];
}

export interface Leased {
  readonly id: string;
  readonly leasedUntil: number;
}

interface Place<T> {
  readonly entry: T;
  readonly at: number;
  readonly rank: number;
  readonly order: number;
}

/**
 * Two heaps: leased entries by the end of their lease, and free entries by rank. A replaced or removed entry
 * stays in its heap until it reaches the top; `current` tells which places are valid.
 *
 * @param claimableAt when an entry can be claimed
 * @param rank the order of claims; entries of equal rank keep the order in which they were added
 */
export function createLeases<T extends Leased>(
  claimableAt: (entry: T) => number,
  rank: (entry: T) => number,
): Leases<T> {
  const leased = createHeap<Place<T>>((a, b) => a.at < b.at || (a.at === b.at && a.order < b.order));
  const free = createHeap<Place<T>>((a, b) => a.rank < b.rank || (a.rank === b.rank && a.order < b.order));
  const current = new Map<string, Place<T>>();
  let order = 0;

  function put(entry: T): void {
    const place = {
      entry,
      at: claimableAt(entry),
      rank: rank(entry),
      order: current.get(entry.id)?.order ?? order++,
    };
    current.set(entry.id, place);
    leased.push(place);
  }

  const isCurrent = (place: Place<T>): boolean => current.get(place.entry.id) === place;

  function first(heap: typeof free): Place<T> | undefined {
    for (let place = heap.peek(); place; place = heap.peek()) {
      if (isCurrent(place)) return place;
      heap.pop();
    }
    return undefined;
  }

  /** Removes outdated places once they are most of a heap. */
  function compact(heap: typeof free): void {
    if (heap.size() > 2 * current.size + 1_000) heap.keep(isCurrent);
  }

  return {
    has: (id) => current.has(id),
    get: (id) => current.get(id)?.entry,
    put,
    remove(id) {
      const entry = current.get(id)?.entry;
      current.delete(id);
      compact(leased);
      compact(free);
      return entry;
    },
    claim({ now, limit, leaseMs }) {
      for (let place = first(leased); place && place.at <= now; place = first(leased)) {
        leased.pop();
        free.push(place);
      }
      const taken: T[] = [];
      for (let place = first(free); place && taken.length < limit; place = first(free)) {
        free.pop();
        if (place.at > now) leased.push(place);
        else {
          const entry = Object.freeze({ ...place.entry, leasedUntil: now + leaseMs });
          put(entry);
          taken.push(entry);
        }
      }
      return taken;
    },
    nextAt() {
      const times = [first(leased)?.at, first(free)?.at].filter((at) => at !== undefined);
      return times.length > 0 ? Math.min(...times) : undefined;
    },
    all: () => [...current.values()].map(({ entry }) => entry),
  };
}
