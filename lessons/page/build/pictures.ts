/** The committed pictures of the lessons: a lesson that was taken, at a moment of both sides. */
export interface LessonPicture {
  readonly name: string;
  readonly lesson: string;
  readonly guess: number;
  /** The position of the scrubber; the end by default. */
  readonly at?: number;
  readonly width: number;
  readonly height: number;
  readonly theme: "light" | "dark";
}

export const folder = "docs/pictures";

export const lessonPictures: readonly LessonPicture[] = [
  { name: "lesson", lesson: "bounded-line", guess: 4_000, at: 120, width: 1440, height: 900, theme: "light" },
  { name: "lesson-dark", lesson: "idempotency-key", guess: 1, width: 1440, height: 900, theme: "dark" },
];
