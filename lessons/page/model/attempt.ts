import { type Signal, signal } from "@preact/signals";
import { type Guess, guessesOf } from "../../learn/progress.ts";
import { type Measured, onStep, type Run, type Side, usualKnobs } from "../../lesson.ts";
import type { Ran } from "../worker/protocol.ts";
import type { LessonPage } from "./material.ts";

/** One learner at one lesson: guess, then both sides; then again with other knobs or another seed. */
export interface Attempt {
  readonly lesson: LessonPage;
  /** The guesses, once they are locked. */
  readonly guessed: Signal<readonly number[] | undefined>;
  /** Both sides, once both have run. */
  readonly ran: Signal<Readonly<Record<Side, Ran>> | undefined>;
  readonly running: Signal<Side | undefined>;
  readonly failure: Signal<string | undefined>;
  readonly seed: Signal<number>;
  readonly knobs: Signal<Run["knobs"]>;
  /** Locks the guesses, and runs both sides. */
  lock(guesses: readonly number[]): Promise<void>;
  /** Runs both sides with the seed and the knobs as they are. */
  run(): Promise<void>;
  /** Takes the lesson anew, with another guess. */
  guessAgain(): void;
}

interface AttemptOptions {
  readonly seed: number;
  /** Knobs that are turned. */
  readonly knobs: Run["knobs"];
  readonly runSide: (of: Run & { readonly lesson: string }) => Promise<Ran>;
  /** The guesses of an earlier attempt, whose result is to be shown again. */
  readonly guessed: readonly number[] | undefined;
  /** Told once: when the guesses were compared with both sides. */
  readonly taken: (guesses: readonly Guess[]) => void;
}

export function attempt(lesson: LessonPage, options: AttemptOptions): Attempt {
  const isOfLesson = options.guessed?.length === lesson.predictions.length;
  const guessed = signal(isOfLesson ? options.guessed : undefined);
  const ran = signal<Record<Side, Ran> | undefined>(undefined);
  const running = signal<Side | undefined>(undefined);
  const failure = signal<string | undefined>(undefined);
  const seed = signal(options.seed);
  const knobs = signal(knobsWithin(lesson, options.knobs));

  async function run(): Promise<void> {
    failure.value = undefined;
    try {
      ran.value = { off: await runSide("off"), on: await runSide("on") };
    } catch (error) {
      failure.value = error instanceof Error ? error.message : String(error);
    } finally {
      running.value = undefined;
    }
  }

  async function runSide(side: Side): Promise<Ran> {
    running.value = side;
    if (!lesson.runsInTab) return { measured: recordedOf(lesson, side), tookMs: 0 };
    return options.runSide({ lesson: lesson.name, side, seed: seed.value, knobs: knobs.value });
  }

  return {
    lesson,
    guessed,
    ran,
    running,
    failure,
    seed,
    knobs,
    run,
    guessAgain() {
      guessed.value = undefined;
      ran.value = undefined;
      failure.value = undefined;
    },
    async lock(guesses) {
      guessed.value = guesses;
      await run();
      if (ran.value) options.taken(guessesOf(lesson, guesses, ran.value.off.measured));
    },
  };
}

/** The usual values, with those turned that the lesson has, moved to the nearest step in their range. */
function knobsWithin(lesson: LessonPage, turned: Run["knobs"]): Run["knobs"] {
  const all = (lesson.knobs ?? []).map((knob) => {
    const { from, name, to, usual } = knob;
    return [name, onStep(knob, Math.min(Math.max(turned[name] ?? usual, from), to))] as const;
  });
  return Object.fromEntries(all);
}

/** The knobs that are turned away from their usual values. */
export function turnedKnobs({ knobs, lesson }: Pick<Attempt, "knobs" | "lesson">): Run["knobs"] {
  const usual = usualKnobs(lesson);
  return Object.fromEntries(Object.entries(knobs.value).filter(([name, value]) => usual[name] !== value));
}

const recordedOf = ({ predictions, recorded }: LessonPage, side: Side): Measured =>
  Object.fromEntries(
    predictions.map(({ measure }, i) => [measure, recorded[i]?.[side === "off" ? 0 : 1] ?? Number.NaN]),
  );
