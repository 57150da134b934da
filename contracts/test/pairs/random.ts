/** Reproducible randomness: the same seed gives the same numbers. */
export interface Random {
  /** From 0 to below `end`. */
  below(end: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  some<T>(from: readonly T[], probability?: number): T[];
}

export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    below: (end) => Math.floor(next() * end),
    chance: (probability) => next() < probability,
    pick(from) {
      const found = from[Math.floor(next() * from.length)];
      if (found === undefined && from.length === 0) throw new Error("there is nothing to pick from");
      return found as (typeof from)[number];
    },
    some: (from, probability = 0.5) => from.filter(() => next() < probability),
  };
}
