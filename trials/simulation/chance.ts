/** Draws from one source of numbers, in the words of plans. */
export interface Chance {
  /** One of a list, each as likely as the others. */
  one<T>(from: readonly T[]): T;
  /** A whole number, both ends included. */
  whole(least: number, most: number): number;
  happens(probability: number): boolean;
  sometimes<T>(probability: number, what: () => T): T | undefined;
}

/** @param random from 0 to 1, 1 excluded */
export function chance(random: () => number): Chance {
  const happens = (probability: number) => random() < probability;
  return {
    one(from) {
      const drawn = from[Math.floor(random() * from.length)];
      if (drawn === undefined) throw new Error("there is nothing to draw from");
      return drawn;
    },
    whole: (least, most) => least + Math.floor(random() * (most - least + 1)),
    happens,
    sometimes: (probability, what) => (happens(probability) ? what() : undefined),
  };
}

/** A seed for one of several streams of chance, so that what is drawn here does not change what is drawn there. */
export function seedFor(seed: number, name: string): number {
  let hash = (seed ^ 0x811c9dc5) >>> 0;
  for (let i = 0; i < name.length; i += 1) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}
