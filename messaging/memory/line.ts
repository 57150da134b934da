import type { Publication } from "../broker.ts";

/** A message in a queue. */
export interface Held {
  readonly publication: Publication;
  /** The queues that it was dead-lettered from. */
  readonly diedIn: readonly string[];
  readonly position: number;
  readonly expiresAt: number | undefined;
  /** How often it was handed out in vain. */
  readonly returns: number;
}

/** Messages in line: those that were put back first, each in its old position. */
export function createLine() {
  let back: Held[] = [];
  let fresh: Held[] = [];
  let start = 0;
  return {
    size: () => back.length + fresh.length - start,
    head: () => back[0] ?? fresh[start],
    add: (held: Held) => fresh.push(held),
    putBack(held: readonly Held[]) {
      back = [...back, ...held].sort((a, b) => a.position - b.position);
    },
    take(): Held | undefined {
      const first = back.shift();
      if (first) return first;
      const held = fresh[start];
      if (held) start += 1;
      if (start > 1_000 && start * 2 > fresh.length) {
        fresh = fresh.slice(start);
        start = 0;
      }
      return held;
    },
    all: () => [...back, ...fresh.slice(start)],
    /** Takes one message out of the middle; false when it is not in line. */
    remove(publication: Publication): boolean {
      const others = (held: Held) => held.publication !== publication;
      const before = back.length + fresh.length;
      back = back.filter(others);
      fresh = fresh.filter((held, i) => i < start || others(held));
      return back.length + fresh.length < before;
    },
  };
}
