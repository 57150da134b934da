import { noProgress, type Progress } from "../../learn/progress.ts";

/** What can be read and written by name, as `localStorage`. It may be absent, or throw, as in a page from disk. */
export interface Shelf {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

const key = "lessons";

/** Reads the learner's progress; without any, or with what is not progress, it begins anew. */
export function storedProgress(shelf: () => Shelf): Progress {
  try {
    const stored: unknown = JSON.parse(shelf().getItem(key) ?? "");
    return isProgress(stored) ? stored : noProgress;
  } catch {
    return noProgress;
  }
}

/** Where it cannot be stored, it lasts until the page is closed. */
export function storeProgress(progress: Progress, shelf: () => Shelf): void {
  try {
    shelf().setItem(key, JSON.stringify(progress));
  } catch {
    // Nothing else depends on it.
  }
}

function isProgress(value: unknown): value is Progress {
  const { cards, lessons } = Object(value);
  return (
    isRecord(cards) &&
    isRecord(lessons) &&
    Object.values(lessons).every((guesses) => Array.isArray(guesses) && guesses.every(isGuess))
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isGuess = (value: unknown): boolean =>
  isRecord(value) &&
  typeof value.measure === "string" &&
  typeof value.guessed === "number" &&
  typeof value.measured === "number";
