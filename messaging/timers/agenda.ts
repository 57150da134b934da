import { createHeap } from "./heap.ts";

interface Item {
  readonly ms: number;
  readonly order: number;
  callback: (() => void) | undefined;
}

/** What is to be done when, in the order of the times, and of the calls where times are equal. */
export function createAgenda() {
  const items = createHeap<Item>(
    (a, b) => a.ms < b.ms || (a.ms === b.ms && a.order < b.order),
    ({ callback }) => callback !== undefined,
  );
  let order = 0;
  let left = 0;

  function strikeOut(item: Item): void {
    if (!item.callback) return;
    item.callback = undefined;
    left -= 1;
  }

  return {
    /** Notes a callback; the function that is returned strikes it out. */
    add(ms: number, callback: () => void): () => void {
      order += 1;
      left += 1;
      const item: Item = { ms, order, callback };
      items.push(item);
      return () => {
        strikeOut(item);
        items.compact(left);
      };
    },
    /** The earliest time at which something is to be done. */
    next: (): number | undefined => items.peek()?.ms,
    /** Takes out the earliest callback whose time is `ms` or before. */
    take(ms: number): (() => void) | undefined {
      const item = items.peek();
      if (!item || item.ms > ms) return undefined;
      items.pop();
      const { callback } = item;
      strikeOut(item);
      return callback;
    },
  };
}
