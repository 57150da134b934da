/** A binary heap: hands out what was put in, the least first. */
export interface Heap<T> {
  push(item: T): void;
  /** The least, which stays in. */
  peek(): T | undefined;
  /** The least, which is taken out. */
  pop(): T | undefined;
  size(): number;
  /** Throws out everything else. */
  keep(which: (item: T) => boolean): void;
}

/** An empty heap; `before` must order any two items strictly. */
export function createHeap<T>(before: (a: T, b: T) => boolean): Heap<T> {
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

  return {
    push: (item) => rise(item, items.length),
    peek: () => items[0],
    pop() {
      const least = items[0];
      const last = items.pop();
      if (last !== undefined && items.length > 0) sink(last);
      return least;
    },
    size: () => items.length,
    keep(which) {
      const kept = items.filter(which);
      items = [];
      for (const item of kept) rise(item, items.length);
    },
  };
}
