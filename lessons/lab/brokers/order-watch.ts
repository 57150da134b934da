/** Counts the messages that are handled after a later one of their key. */
export interface OrderWatch {
  /** Message numbers follow the publishing order. */
  handled(n: number): void;
  outOfOrder(): number;
}

export function watchOrder(keyOf: (n: number) => number): OrderWatch {
  const latest = new Map<number, number>();
  let outOfOrder = 0;
  return {
    handled(n) {
      const before = latest.get(keyOf(n)) ?? -1;
      latest.set(keyOf(n), Math.max(before, n));
      if (n < before) outOfOrder += 1;
    },
    outOfOrder: () => outOfOrder,
  };
}
