import { contradictions, isTwoSided, type Lesson, sides } from "./lesson.ts";

/** How a lesson fared over several seeds. */
export interface Proof {
  readonly lesson: Lesson;
  /** What contradicts its claim, one sentence each; empty when it is proved. */
  readonly contradictions: readonly string[];
  /** The slowest side, in milliseconds. */
  readonly slowestMs: number;
}

/** Runs both sides with every seed, and holds each measured number against its prediction. */
export async function proveLesson(lesson: Lesson, seeds: number): Promise<Proof> {
  const found = lesson.predictions
    .filter((prediction) => !isTwoSided(prediction))
    .map(({ measure }) => `${lesson.name}: the two ranges of ${measure} meet, so it proves nothing`);
  let slowestMs = 0;
  for (let seed = 1; seed <= seeds; seed += 1) {
    for (const side of sides) {
      const began = performance.now();
      found.push(...(await contradictions(lesson, side, seed)));
      slowestMs = Math.max(slowestMs, performance.now() - began);
    }
  }
  return { lesson, contradictions: found, slowestMs };
}
