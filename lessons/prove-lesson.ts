import {
  contradictionsOf,
  isTwoSided,
  type Lesson,
  type Measured,
  type Side,
  sides,
  usualKnobs,
} from "./lesson.ts";

/** How a lesson fared over several seeds. */
export interface Proof {
  readonly name: string;
  /** What contradicts its claim, one sentence each; empty when it is proved. */
  readonly contradictions: readonly string[];
  /** The seeds with which a side contradicts the claim. */
  readonly failingSeeds: readonly number[];
  /** The slowest side, in milliseconds. */
  readonly slowestMs: number;
  /** What each side measured with the first seed. */
  readonly first: Readonly<Partial<Record<Side, Measured>>>;
}

/** Runs both sides, or one, with every seed, and holds each measured number against its prediction. */
export async function proveLesson(
  lesson: Lesson,
  seeds: number,
  only: readonly Side[] = sides,
): Promise<Proof> {
  const found = lesson.predictions
    .filter((prediction) => !isTwoSided(prediction))
    .map(({ measure }) => `${lesson.name}: the two ranges of ${measure} meet, so it proves nothing`);
  const failingSeeds = new Set<number>();
  const first: Partial<Record<Side, Measured>> = {};
  let slowestMs = 0;
  for (let seed = 1; seed <= seeds; seed += 1) {
    for (const side of only) {
      const began = performance.now();
      const measured = await lesson.experiment({ side, seed, knobs: usualKnobs(lesson) });
      first[side] ??= measured;
      const wrong = contradictionsOf(lesson, { side, seed }, measured);
      if (wrong.length > 0) failingSeeds.add(seed);
      found.push(...wrong);
      slowestMs = Math.max(slowestMs, performance.now() - began);
    }
  }
  return { name: lesson.name, contradictions: found, failingSeeds: [...failingSeeds], slowestMs, first };
}
