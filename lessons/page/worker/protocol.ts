import type { Entry } from "#stage/narrative/entry.ts";
import type { LookName } from "../../exam/case.ts";
import type { Investigated } from "../../exam/points.ts";
import type { SuspectName } from "../../exam/suspects.ts";
import type { Recording } from "../../lab/recording.ts";
import type { Excerpt, Measured, Side } from "../../lesson.ts";

/** What the page asks the worker, by name. The worker answers one after the other. */
export interface Asked {
  run(of: {
    readonly lesson: string;
    readonly side: Side;
    readonly seed: number;
    readonly knobs: Readonly<Record<string, number>>;
  }): Ran;
  /** Plays the evening of a case. The other questions about the exam are about this evening. */
  evening(of: { readonly number: number }): Evening;
  look(of: { readonly name: LookName; readonly target?: string }): readonly string[];
  hint(of: { readonly asked: number }): string;
  guess(of: { readonly suspect: SuspectName }): boolean;
  solution(of: Investigated): Solution;
}

export type Question = keyof Asked;

/** One side, tried once. */
export interface Ran {
  readonly measured: Measured;
  readonly tookMs: number;
  /** What happened, where the experiment is on the company and records it. */
  readonly entries?: readonly Entry[];
  /** How its quantities went, where the experiment is a model and shows them. */
  readonly recording?: Recording;
}

export interface Evening {
  readonly complaints: readonly string[];
  /** The labels of the orders, as `#7`. */
  readonly orders: readonly string[];
}

export interface Solution {
  readonly guilty: SuspectName;
  /** From 0 to 4. */
  readonly points: number;
  /** What the points were given for, and what was missing. */
  readonly earned: string;
  readonly epilogue: string;
  readonly path: readonly { readonly look: LookName; readonly shows: string }[];
  readonly lesson: string;
  readonly shipped: Excerpt;
}

/** One question, as it is posted to the worker. */
export interface Posted<Name extends Question = Question> {
  readonly id: number;
  readonly ask: Name;
  readonly of: Parameters<Asked[Name]>[0];
}

/** Its answer. */
export type Answered =
  | { readonly id: number; readonly answer: ReturnType<Asked[Question]> }
  | { readonly id: number; readonly failed: string };
