import { t } from "../language/framing.ts";
import { type Lesson, type Measured, type Side, sides } from "../lesson.ts";
import { askNumber, type Dialog } from "./dialog.ts";
import { comparisonText, explanationText, heading, knobsText, openingText, sideText } from "./lesson-text.ts";
import { type Guess, guessesOf } from "./progress.ts";
import { wrap } from "./text.ts";

export interface Setting {
  readonly seed: number;
  readonly knobs: Readonly<Record<string, number>>;
  /** In characters. */
  readonly width: number;
}

/** What one side measured, and how long it took in milliseconds of real time. */
export async function runSide(
  lesson: Lesson,
  side: Side,
  { knobs, seed }: Setting,
): Promise<{ readonly measured: Measured; readonly tookMs: number }> {
  const began = performance.now();
  const measured = await lesson.experiment({ side, seed, knobs });
  return { measured, tookMs: performance.now() - began };
}

/**
 * Takes a lesson with the learner: guess, run both sides, compare, explain, ask further.
 *
 * @param compared told the guesses once they are compared: a learner who leaves during the follow-ups has taken the lesson
 */
export async function takeLesson(
  lesson: Lesson,
  dialog: Dialog,
  setting: Setting,
  compared: (guesses: readonly Guess[]) => void,
): Promise<void> {
  const { width } = setting;
  dialog.say(openingText(lesson, width));
  const guessed: number[] = [];
  for (const prediction of lesson.predictions) {
    dialog.say(wrap(t("Without the guarantee: {ask}", { ask: prediction.ask }), width, "  "));
    guessed.push(await askNumber(dialog, prediction));
  }
  dialog.say("");
  const results: Measured[] = [];
  for (const side of sides) {
    const result = await runSide(lesson, side, setting);
    results.push(result.measured);
    dialog.say(sideText(lesson, side, result, width));
  }
  const guesses = guessesOf(lesson, guessed, results[0] ?? {});
  dialog.say(heading(t("Your guess")));
  for (const [i, guess] of guesses.entries()) {
    const prediction = lesson.predictions[i];
    if (prediction) dialog.say(comparisonText(prediction, guess));
  }
  compared(guesses);
  dialog.say(explanationText(lesson, width));
  await askFurther(lesson, dialog, width);
  const knobs = knobsText(lesson, width);
  if (knobs) dialog.say(knobs);
}

/** The follow-ups, one at a time: the answer comes after Enter. */
async function askFurther({ followUps }: Lesson, dialog: Dialog, width: number): Promise<void> {
  dialog.say(heading(t("An interviewer goes on")));
  for (const { answer, ask, lesson, level } of followUps) {
    await dialog.ask(
      `\n${wrap(`${ask} (${level})`, width, "  ")}\n  ${t("Say it aloud, then press Enter.")} `,
    );
    const more = lesson ? ` → npm run learn -- ${lesson}` : "";
    dialog.say(wrap(answer, width, "  ") + more);
  }
}

/** Both sides without a dialog: for a pipe, and for `--off` and `--on`. */
export async function showLesson(
  lesson: Lesson,
  which: readonly Side[],
  setting: Setting,
  say: (text: string) => void,
): Promise<void> {
  say(openingText(lesson, setting.width));
  if (which.length === sides.length)
    say(
      `  ${t("There is no terminal to ask you, so this skips your guess and shows both sides at once.")}\n`,
    );
  for (const side of which) {
    say(sideText(lesson, side, await runSide(lesson, side, setting), setting.width));
  }
  if (which.length < sides.length) return;
  say(explanationText(lesson, setting.width));
  say(heading(t("An interviewer goes on")));
  for (const { answer, ask, level } of lesson.followUps) {
    say(`${wrap(`${ask} (${level})`, setting.width, "  ")}\n${wrap(answer, setting.width, "      ")}`);
  }
}
