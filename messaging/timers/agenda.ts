import { createHeap } from "./heap.ts";

/** What is to be done when, in the order of the times, and of the calls where times are equal. */
export interface Agenda {
  /** Notes a callback; the function that is returned strikes it out. */
  add(ms: number, callback: () => void): () => void;
  /** The earliest time at which something is to be done. */
  next(): number | undefined;
  /** Takes out the earliest callback whose time is `ms` or before. */
  take(ms: number): (() => void) | undefined;
}

interface Item {
  readonly ms: number;
  readonly order: number;
  callback: (() => void) | undefined;
}

/** An empty agenda. */
export function createAgenda(): Agenda {
  const items = createHeap<Item>((a, b) => a.ms < b.ms || (a.ms === b.ms && a.order < b.order));
  let order = 0;
  let struckOut = 0;

  function first(): Item | undefined {
    for (let item = items.peek(); item; item = items.peek()) {
      if (item.callback) return item;
      items.pop();
      struckOut -= 1;
    }
    return undefined;
  }

  function strikeOut(item: Item): void {
    if (!item.callback) return;
    item.callback = undefined;
    struckOut += 1;
    if (struckOut < 64 || struckOut * 2 < items.size()) return;
    items.keep(({ callback }) => callback !== undefined);
    struckOut = 0;
  }

  return {
    add(ms, callback) {
      order += 1;
      const item: Item = { ms, order, callback };
      items.push(item);
      return () => strikeOut(item);
    },
    next: () => first()?.ms,
    take(ms) {
      const item = first();
      if (!item || item.ms > ms) return undefined;
      items.pop();
      const { callback } = item;
      item.callback = undefined;
      return callback;
    },
  };
}
