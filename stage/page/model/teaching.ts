import type { Block } from "./block.ts";

/** What the page teaches beside what it shows; read from the repository when the page is built. */
export interface Teaching {
  /** The source of each reaction, by `<service> <type of message>`. */
  readonly sources: Readonly<Record<string, Source>>;
  /** The interview questions that the page refers to, by number. */
  readonly questions: Readonly<Record<number, Question>>;
}

export interface Source {
  readonly file: string;
  /** The first line of `code`. */
  readonly line: number;
  readonly code: string;
}

export interface Question {
  readonly title: string;
  readonly answer: readonly Block[];
  /** Where it is in the repository. */
  readonly file: string;
}

/** Set by the build. */
declare const TEACHING: Teaching | undefined;

export const teaching: Teaching =
  typeof TEACHING === "undefined" || TEACHING === undefined ? { sources: {}, questions: {} } : TEACHING;
