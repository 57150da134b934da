/**
 * A binary heap: hands out what was put in, the least first. Skips items that are no longer current.
 *
 * @param before must order any two items strictly
 */
export function createHeap<T>(before: (a: T, b: T) => boolean, isCurrent: (item: T) => boolean) {
  let items: T[] = [];

  function rise(item: T, from: number): void {
    let at = from;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = items[above];
      if (parent === undefined || !before(item, parent)) break;
      items[at] = parent;
      at = above;
    }
    items[at] = item;
  }

  function sink(item: T): void {
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      let child = items[below];
      if (child === undefined) break;
      const other = items[below + 1];
      if (other !== undefined && before(other, child)) {
        below += 1;
        child = other;
      }
      if (!before(child, item)) break;
      items[at] = child;
      at = below;
    }
    items[at] = item;
  }

  /** Takes the least out. */
  function pop(): void {
    const last = items.pop();
    if (last !== undefined && items.length > 0) sink(last);
  }

  return {
    push: (item: T) => rise(item, items.length),
    /** The least of the current items, which stays in. */
    peek(): T | undefined {
      for (let least = items[0]; least !== undefined; least = items[0]) {
        if (isCurrent(least)) return least;
        pop();
      }
      return undefined;
    },
    pop,
    /** Removes outdated items once they are most of the heap, by the number of those that are current. */
    compact(current: number): void {
      if (items.length < 2 * current + 64) return;
      const kept = items.filter(isCurrent);
      items = [];
      for (const item of kept) rise(item, items.length);
    },
  };
}
