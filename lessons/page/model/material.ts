import type { Block } from "#stage/page/model/block.ts";
import type { SuspectName } from "../../exam/suspects.ts";
import type { Excerpt, Lesson, Preset } from "../../lesson.ts";
import type { Question } from "../../questions/question.ts";

/** A lesson as the page has it: all but the experiment, which is in the worker. */
export interface LessonPage extends Omit<Lesson, "experiment" | "because" | "needsNode"> {
  readonly because?: Excerpt;
  /** Whether both sides can be tried in the tab. */
  readonly runsInTab: boolean;
  /** What both sides measured in Node, by the predictions' order; for lessons that a tab cannot run. */
  readonly recorded: readonly (readonly [off: number, on: number])[];
  readonly preset?: Preset;
}

export interface QuestionPage extends Question {
  /** What to say in 30 seconds. */
  readonly aloud: readonly Block[];
  readonly answer: readonly Block[];
  /** What to draw; empty for most. */
  readonly board: readonly Block[];
  /** What an interviewer asks next, with answers; empty for some. */
  readonly next: readonly { readonly ask: string; readonly answer: string }[];
}

/** Everything that the lessons' page shows; read from the repository when the page is built. */
export interface Material {
  readonly chapters: readonly { readonly title: string; readonly lessons: readonly LessonPage[] }[];
  readonly questions: readonly QuestionPage[];
  /** Texts in Russian, by their English. */
  readonly russian: Readonly<Record<string, string>>;
  /** The words of the field, in English and Russian. */
  readonly glossary: readonly (readonly [english: string, russian: string])[];
  /** The numbers of the exam's cases. */
  readonly cases: readonly number[];
  readonly suspects: Readonly<Record<SuspectName, string>>;
}

/** Set by the build. */
declare const MATERIAL: Material;

export const material: Material = MATERIAL;

export const lessonPages: readonly LessonPage[] = material.chapters.flatMap(({ lessons }) => lessons);
