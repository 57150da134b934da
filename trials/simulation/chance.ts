/** Random choices for plans, drawn from one source of numbers. */
export interface Chance {
  /** One element of the list, with equal probability. */
  one<T>(from: readonly T[]): T;
  /** A whole number between both ends, inclusive. */
  whole(least: number, most: number): number;
  happens(probability: number): boolean;
  sometimes<T>(probability: number, what: () => T): T | undefined;
}

/** @param random returns a number from 0 up to, but not including, 1 */
export function chance(random: () => number): Chance {
  const happens = (probability: number) => random() < probability;
  return {
    one(from) {
      const drawn = from[Math.floor(random() * from.length)];
      if (drawn === undefined) throw new Error("cannot draw from an empty list");
      return drawn;
    },
    whole: (least, most) => least + Math.floor(random() * (most - least + 1)),
    happens,
    sometimes: (probability, what) => (happens(probability) ? what() : undefined),
  };
}

/** Derives the seed of a named random stream, so that drawing from one stream does not affect the others. */
export function seedFor(seed: number, name: string): number {
  let hash = (seed ^ 0x811c9dc5) >>> 0;
  for (let i = 0; i < name.length; i += 1) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}
