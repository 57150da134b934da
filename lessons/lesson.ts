import type { NarrativeLog } from "#stage/narrative/log.ts";

/** The two sides of an experiment: without what the lesson is about, and with it. */
export const sides = ["off", "on"] as const;
export type Side = (typeof sides)[number];

/** From least to most, both included. */
export type Range = readonly [least: number, most: number];

/** A number that the learner guesses before the run. The two ranges must not meet: that is the lesson's claim. */
export interface Prediction {
  readonly ask: string;
  /** Which of the measured numbers it is about. */
  readonly measure: string;
  readonly unit: string;
  readonly off: Range;
  readonly on: Range;
}

/** What a run measured, by name. */
export type Measured = Readonly<Record<string, number>>;

/** A number of the model that the learner may turn. */
export interface Knob {
  readonly name: string;
  readonly about: string;
  readonly unit: string;
  readonly from: number;
  readonly to: number;
  readonly step: number;
  /** The value that the predictions are about. */
  readonly usual: number;
}

export interface Run {
  readonly side: Side;
  readonly seed: number;
  /** Every knob of the lesson, by name. */
  readonly knobs: Readonly<Record<string, number>>;
  /** Where an experiment on the company records what happens: the page shows it. */
  readonly log?: NarrativeLog;
}

/** A story of the stage without one of its guarantees: what the OFF side of an experiment is. */
export interface Preset {
  readonly story: string;
  readonly without: string;
}

/** Tries one side once. It asserts nothing: it answers numbers. */
export interface Experiment {
  (run: Run): Measured | Promise<Measured>;
  /** How to play the OFF side on the page, where the stage can. */
  readonly preset?: Preset;
}

/** A question that an interviewer asks next. */
export interface FollowUp {
  readonly ask: string;
  readonly answer: string;
  readonly level: "middle" | "senior";
  /** The lesson that shows it. */
  readonly lesson?: string;
}

/** The line that is responsible: a file of this repository, and a text in that line. Its number is looked up, so it cannot rot. */
export interface Because {
  readonly file: string;
  readonly name: string;
  /**
   * What stands in the place of `name` without the guarantee. `name` then occurs once in the file, and `npm run prove -- --undo`
   * shows that the ON side fails with it: the line is the cause.
   */
  readonly undo?: string;
}

/** A line of a file, with those around it. */
export interface Excerpt {
  readonly file: string;
  /** The number of the line that it is about. */
  readonly line: number;
  /** The number of the first of `lines`. */
  readonly first: number;
  readonly lines: readonly string[];
}

/** One lesson: predict, run both sides, compare, explain, be asked further. */
export interface Lesson {
  readonly name: string;
  readonly title: string;
  /** Which of the ninety questions it answers. */
  readonly questions: readonly number[];
  /**
   * Where it is tried: on the five services, on the chassis alone, on the contracts and their gate, on a real RabbitMQ, or in a
   * model on the virtual clock.
   */
  readonly ground: "company" | "chassis" | "gate" | "server" | "lab";
  /** Whether it opens a server or reads files, though its ground does not: it then runs in Node alone. */
  readonly needsNode?: true;
  /** The incident, in two sentences. */
  readonly hook: string;
  /** What OFF and ON are here, in one line: read before the guess, which is for OFF. */
  readonly compares: string;
  readonly predictions: readonly [Prediction, ...Prediction[]];
  readonly experiment: Experiment;
  readonly knobs?: readonly Knob[];
  /** What to look at in the result. */
  readonly watch: readonly string[];
  /** Undefined where nothing of ours is responsible; `limits` then says so. */
  readonly because?: Because;
  /** Why, after the result: eight lines at most. */
  readonly explain: string;
  /** What is often said instead, and why it is wrong. */
  readonly wrong: readonly { readonly answer: string; readonly why: string }[];
  readonly followUps: readonly FollowUp[];
  /** What the lesson does not show. */
  readonly limits: string;
}

/** Whether it also runs in a browser's tab: without a server, files and processes. */
export const runsInTab = ({ ground, needsNode }: Lesson): boolean =>
  !needsNode && ground !== "server" && ground !== "gate";

/** The nearest value that a knob can be turned to. */
export const onStep = ({ from, step }: Knob, value: number): number =>
  Number((from + Math.round((value - from) / step) * step).toFixed(6));

/** The values that the predictions are about. */
export const usualKnobs = ({ knobs = [] }: Pick<Lesson, "knobs">): Run["knobs"] =>
  Object.fromEntries(knobs.map(({ name, usual }) => [name, usual]));

/** A unit after a number as it is written: `orders`, but `order` after 1. Symbols (`ms`, `%`) stay as they are. */
export const unitFor = (number: string, unit: string): string =>
  number === "1" && /^[a-z]{3,}s$/.test(unit) ? unit.replace(/ies$/, "ys").replace(/s$/, "") : unit;

const within = (value: number | undefined, [least, most]: Range): boolean =>
  value !== undefined && value >= least && value <= most;

/** Whether the two sides of a prediction can be told apart at all. */
export const isTwoSided = ({ off, on }: Prediction): boolean => off[1] < on[0] || on[1] < off[0];

/** Whether a number is in the range that a side claims. */
export const isClaimed = (prediction: Prediction, side: Side, value: number | undefined): boolean =>
  within(value, prediction[side]);

/** What can be measured at all, whatever the guess: nothing is less than 0, and no share is more than 100 %. */
export const possibleIn = ({ unit }: Pick<Prediction, "unit">): Range => [
  0,
  unit === "%" ? 100 : Number.POSITIVE_INFINITY,
];

/** Whether a guess can come true. */
export const isPossible = (prediction: Pick<Prediction, "unit">, value: number): boolean =>
  within(value, possibleIn(prediction));

/** Names every prediction that a side contradicts with what it measured. */
export const contradictionsOf = (
  { name, predictions }: Lesson,
  { seed, side }: Pick<Run, "side" | "seed">,
  measured: Measured,
): readonly string[] =>
  predictions
    .filter((prediction) => !isClaimed(prediction, side, measured[prediction.measure]))
    .map(({ measure, unit, [side]: [least, most] }) => {
      const value = measured[measure];
      const seen = [value, unitFor(String(value), unit)].join(" ").trim();
      return `${name} ${side}, seed ${seed}: ${measure} is ${seen}, not ${least} to ${most}`;
    });
