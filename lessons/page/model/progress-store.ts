import { noProgress, type Progress } from "../../learn/progress.ts";
import { isRecord, read, type Shelf, write } from "./shelf.ts";

/** The learner's progress; without any, or with what is not progress, it begins anew. */
export const storedProgress = (shelf: () => Shelf): Progress =>
  read(shelf, "lessons", isProgress, noProgress);

export const storeProgress = (progress: Progress, shelf: () => Shelf): void =>
  write(shelf, "lessons", progress);

/** The points of each case of the exam that ended, by its number: the best. */
export type Points = Readonly<Record<string, number>>;

export const storedPoints = (shelf: () => Shelf): Points => read(shelf, "exam", arePoints, {});

export const storePoints = (points: Points, shelf: () => Shelf): void => write(shelf, "exam", points);

/** The guesses that were compared in this tab, by lesson: with them, a lesson shows its result again. */
export type Guesses = Readonly<Record<string, readonly number[]>>;

export const storedGuesses = (shelf: () => Shelf): Guesses => read(shelf, "guesses", areGuesses, {});

export const storeGuesses = (guesses: Guesses, shelf: () => Shelf): void => write(shelf, "guesses", guesses);

export type Language = "en" | "ru";

export const storedLanguage = (shelf: () => Shelf): Language => read(shelf, "language", isLanguage, "en");

export const storeLanguage = (language: Language, shelf: () => Shelf): void =>
  write(shelf, "language", language);

const isLanguage = (value: unknown): value is Language => value === "en" || value === "ru";

function isProgress(value: unknown): value is Progress {
  const { cards, lessons } = Object(value);
  return (
    isRecord(cards) &&
    isRecord(lessons) &&
    Object.values(lessons).every((guesses) => Array.isArray(guesses) && guesses.every(isGuess))
  );
}

const isGuess = (value: unknown): boolean =>
  isRecord(value) &&
  typeof value.measure === "string" &&
  typeof value.guessed === "number" &&
  typeof value.measured === "number";

const areGuesses = (value: unknown): value is Guesses =>
  isRecord(value) &&
  Object.values(value).every(
    (guesses) => Array.isArray(guesses) && guesses.every((one) => typeof one === "number"),
  );

const arePoints = (value: unknown): value is Points =>
  isRecord(value) && Object.values(value).every((points) => typeof points === "number");
