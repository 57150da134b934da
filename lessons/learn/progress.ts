import type { Lesson, Measured, Prediction, Range } from "../lesson.ts";
import { asWritten } from "./text.ts";

/** A guess beside what was measured. */
export interface Guess {
  readonly measure: string;
  readonly guessed: number;
  readonly measured: number;
}

/** How a card of the review stands. */
export interface Card {
  /** The index of its box, from 0. */
  readonly box: number;
  /** Milliseconds since 1970. */
  readonly dueAt: number;
}

/** What a learner has done so far. */
export interface Progress {
  /** The guesses of each lesson that was taken, by its name. */
  readonly lessons: Readonly<Record<string, readonly Guess[]>>;
  /** The cards that were reviewed, by id. */
  readonly cards: Readonly<Record<string, Card>>;
}

export const noProgress: Progress = { lessons: {}, cards: {} };

export const withLesson = (progress: Progress, name: string, guesses: readonly Guess[]): Progress => ({
  ...progress,
  lessons: { ...progress.lessons, [name]: guesses },
});

/** Whether a guess is right or as good as right: in the range, or at most a quarter away from what was measured. */
export function isNear(guessed: number, measured: number, [least, most]: Range): boolean {
  if (guessed >= least && guessed <= most) return true;
  return Math.abs(guessed - measured) <= Math.abs(measured) / 4;
}

/** How a guess compares with what was measured: exact if it is the number as the result writes it. */
export function nearness(
  { off, on }: Prediction,
  { guessed, measured }: Guess,
): "exact" | "near" | "less" | "more" {
  if (guessed === measured || guessed === asWritten(measured)) return "exact";
  // Who guesses what the ON side is has not seen the difference, however small it is.
  const isOther = guessed >= on[0] && guessed <= on[1];
  if (isNear(guessed, measured, off) && !isOther) return "near";
  return measured > guessed ? "more" : "less";
}

/** The guesses beside what the OFF side measured, in the order of the predictions. */
export const guessesOf = (
  { predictions }: Pick<Lesson, "predictions">,
  guessed: readonly number[],
  off: Measured,
): readonly Guess[] =>
  predictions.map(({ measure }, i) => ({
    measure,
    guessed: guessed[i] ?? Number.NaN,
    measured: off[measure] ?? Number.NaN,
  }));

/** How a lesson stands: all guesses near, one of them far, or not taken. */
export function standingOf(
  { name, predictions }: Pick<Lesson, "name" | "predictions">,
  progress: Progress,
): "near" | "far" | "new" {
  const guesses = progress.lessons[name];
  if (!guesses) return "new";
  const areNear = guesses.every((guess) => {
    const prediction = predictions.find(({ measure }) => measure === guess.measure);
    return prediction && ["exact", "near"].includes(nearness(prediction, guess));
  });
  return areNear ? "near" : "far";
}

const day = 86_400_000;
/** The wait until a card is due again, by box, in milliseconds: 1, 3, 7 and 21 days. */
const boxes = [day, 3 * day, 7 * day, 21 * day] as const;

/** A card that was known moves to the next box; one that was not returns to the first. */
export function withReview(progress: Progress, id: string, knewIt: boolean, now: number): Progress {
  const before = progress.cards[id];
  const box = knewIt && before ? Math.min(before.box + 1, boxes.length - 1) : 0;
  const wait = boxes[box] ?? day;
  return { ...progress, cards: { ...progress.cards, [id]: { box, dueAt: now + wait } } };
}

/** The cards to review now: those that are due, the longest overdue first. */
export function dueCards(progress: Progress, now: number): readonly string[] {
  return Object.entries(progress.cards)
    .filter(([, { dueAt }]) => dueAt <= now)
    .sort(([, a], [, b]) => a.dueAt - b.dueAt)
    .map(([id]) => id);
}
