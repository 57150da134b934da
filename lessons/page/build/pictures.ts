import type { PictureSize } from "#stage/page/build/take-pictures.ts";

/** The committed pictures of the lessons: a lesson that was taken, at a moment of both sides. */
export interface LessonPicture extends PictureSize {
  readonly lesson: string;
  readonly guess: number;
  /** The position of the scrubber; the end by default. */
  readonly at?: number;
}

export const lessonPictures: readonly LessonPicture[] = [
  { name: "lesson", lesson: "bounded-line", guess: 4_000, at: 120, width: 1440, height: 900, theme: "light" },
  { name: "lesson-dark", lesson: "idempotency-key", guess: 9.5, width: 1440, height: 900, theme: "dark" },
];
