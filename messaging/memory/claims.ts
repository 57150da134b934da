import type { Claim } from "../store.ts";
import { createHeap } from "../timers/heap.ts";

interface Place<T> {
  readonly entry: T;
  readonly at: number;
  readonly rank: number;
  readonly order: number;
}

/**
 * Entries, each owned by one claimer at a time. The cost of a claim depends only on what it takes.
 *
 * Two heaps: leased entries by the end of their lease, and free entries by rank. A replaced or removed entry
 * stays in its heap until it reaches the top; `current` tells which places are valid.
 *
 * @param claimableAt when an entry can be claimed
 * @param rank the order of claims; entries of equal rank keep the order in which they were added
 */
export function createLeases<T extends { readonly id: string; readonly leasedUntil: number }>(
  claimableAt: (entry: T) => number,
  rank: (entry: T) => number,
) {
  const current = new Map<string, Place<T>>();
  const heap = (by: "at" | "rank") =>
    createHeap<Place<T>>(
      (a, b) => a[by] < b[by] || (a[by] === b[by] && a.order < b.order),
      (place) => current.get(place.entry.id) === place,
    );
  const leased = heap("at");
  const free = heap("rank");
  let order = 0;

  /** Adds an entry, or replaces the one with its id. */
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

  return {
    has: (id: string): boolean => current.has(id),
    get: (id: string): T | undefined => current.get(id)?.entry,
    put,
    remove(id: string): T | undefined {
      const entry = current.get(id)?.entry;
      current.delete(id);
      leased.compact(current.size);
      free.compact(current.size);
      return entry;
    },
    /** Claims the available entries, in order. */
    claim({ now, limit, leaseMs }: Claim): readonly T[] {
      for (let place = leased.peek(); place && place.at <= now; place = leased.peek()) {
        leased.pop();
        free.push(place);
      }
      const taken: T[] = [];
      for (let place = free.peek(); place && taken.length < limit; place = free.peek()) {
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
    /** When the next entry can be claimed; undefined if there is none. */
    nextAt(): number | undefined {
      const times = [leased.peek()?.at, free.peek()?.at].filter((at) => at !== undefined);
      return times.length > 0 ? Math.min(...times) : undefined;
    },
    all: (): readonly T[] => [...current.values()].map(({ entry }) => entry),
  };
}
