import colors from "picocolors";
import { t } from "../language/framing.ts";
import {
  type Lesson,
  type Measured,
  onStep,
  type Prediction,
  type Side,
  unitFor,
  usualKnobs,
} from "../lesson.ts";
import { brokenPromises, wordsOf } from "../measures.ts";
import { type Guess, nearness } from "./progress.ts";
import { excerptOf } from "./source.ts";
import { item, numberText, wrap } from "./text.ts";

/** What stands before the guess: the incident. */
export function openingText({ compares, hook, questions, title }: Lesson, width: number): string {
  const numbers = questions.join(", ");
  const asked =
    questions.length === 1
      ? t("Question {number}", { number: numbers })
      : t("Questions {numbers}", { numbers });
  return `\n${colors.bold(title)}  ${colors.dim(asked)}\n\n${wrap(hook, width, "  ")}\n\n${wrap(compares, width, "  ")}\n`;
}

/** What one side measured, with what each prediction expects there. */
export function sideText(
  lesson: Lesson,
  side: Side,
  { measured, tookMs }: { readonly measured: Measured; readonly tookMs: number },
  width: number,
): string {
  const title =
    side === "off" ? colors.red(t("OFF, without the guarantee")) : colors.green(t("ON, with the guarantee"));
  const asked = new Set(lesson.predictions.map(({ measure }) => measure));
  const predicted = lesson.predictions.map(({ ask, measure, unit }) =>
    withPromise(`${ask} ${valueText(measured[measure], unit)}`, measure, measured[measure]),
  );
  const isKept = ([name, value]: [string, number]): boolean => name in brokenPromises && value === 0;
  const shown = Object.entries(measured)
    .filter((one) => !asked.has(one[0]) && !isKept(one))
    .map(([name, value]) => withPromise(`${wordsOf(name)}: ${numberText(value)}`, name, value));
  const promises = Object.entries(measured).filter(([name]) => name in brokenPromises);
  const kept = promises.filter(isKept);
  if (kept.length > 0)
    shown.push(
      kept.length === promises.length ? t("All promises are kept.") : t("All other promises are kept."),
    );
  const all = [...predicted, ...shown].map((line) => wrap(line, width, "    "));
  return [`  ${title}  ${colors.dim(`${Math.round(tookMs)} ms`)}`, ...all].join("\n");
}

/** What was measured, and the promise that it says is broken. */
function withPromise(text: string, measure: string, value: number | undefined): string {
  const promise = brokenPromises[measure];
  if (promise === undefined || !value) return text;
  return `${text}, ${t("how often this is broken: {promise}", { promise })}`;
}

const valueText = (value: number | undefined, unit: string): string =>
  value === undefined
    ? t("not measured")
    : colors.bold(`${numberText(value)} ${unitFor(numberText(value), unit)}`);

/** The guess beside the result. */
export function comparisonText(prediction: Prediction, guess: Guess): string {
  const { guessed, measured } = guess;
  const { unit } = prediction;
  const values = {
    guess: numberText(guessed),
    measured: numberText(measured),
    unit: unitFor(numberText(measured), unit),
  };
  const said = t("You said {guess}, it is {measured} {unit}:", values);
  const { color, text } = verdicts[nearness(prediction, guess)];
  return `  ${said} ${color(t(text))}`;
}

const verdicts = {
  exact: { color: colors.green, text: "exactly right." },
  near: { color: colors.green, text: "near." },
  more: { color: colors.yellow, text: "more than you thought." },
  less: { color: colors.yellow, text: "less than you thought." },
} as const;

/** What stands after the result: why, the line, the wrong answers, and what the lesson does not show. */
export function explanationText(lesson: Lesson, width: number): string {
  const { because, explain, limits, watch, wrong } = lesson;
  const parts = [
    heading(t("Look at")),
    ...watch.map((each) => item("·", each, width)),
    heading(t("Why")),
    wrap(explain, width, "  "),
  ];
  if (because) {
    const { place, text } = excerptOf(because);
    parts.push(heading(t("The line")), `  ${colors.cyan(place)}`, text.replaceAll(/^/gm, "  "));
  }
  parts.push(
    heading(t("Said wrongly")),
    ...wrong.map(({ answer, why }) => `${item("✗", answer, width)}\n${wrap(why, width, "      ")}`),
    heading(t("What this does not show")),
    wrap(limits, width, "  "),
  );
  return parts.join("\n");
}

/** The knobs of a lab, and how to turn them. */
export function knobsText({ knobs = [], name }: Lesson, width: number): string {
  const lines = knobs.map(({ about, from, name, to, unit, usual }) =>
    item("·", `${name}: ${about}; ${`${from} to ${to} ${unit}`.trim()}, usually ${usual}`, width),
  );
  const [first] = knobs;
  if (!first) return "";
  const turned = `npm run learn -- ${name} --set ${first.name}=${first.to}`;
  return [heading(t("Turn a knob")), ...lines, `  ${colors.cyan(turned)}`].join("\n");
}

export const heading = (text: string): string => `\n${colors.bold(text)}`;

/**
 * The values of all knobs, with some of them turned.
 *
 * @param turned settings such as `outage=10`
 * @throws Error if a setting is malformed, names no knob of this lesson, or is out of its range
 */
export function knobsWith(lesson: Lesson, turned: readonly string[]): Readonly<Record<string, number>> {
  const knobs: Record<string, number> = { ...usualKnobs(lesson) };
  const known = (lesson.knobs ?? []).map(({ name }) => name);
  for (const setting of turned) {
    const [, name = "", text = ""] = /^([^=]+)=(.+)$/.exec(setting) ?? [];
    const knob = lesson.knobs?.find((each) => each.name === name);
    if (!knob) {
      const choice = known.length > 0 ? `it has ${known.join(", ")}` : "it has none";
      throw new Error(`--set ${setting}: ${lesson.name} has no such knob; ${choice}`);
    }
    const value = Number(text);
    if (!(value >= knob.from && value <= knob.to)) {
      throw new Error(`--set ${setting}: give a number from ${knob.from} to ${knob.to} (${knob.unit})`);
    }
    if (onStep(knob, value) !== value)
      throw new Error(`--set ${setting}: it turns in steps of ${knob.step}; ${onStep(knob, value)} is near`);
    knobs[name] = value;
  }
  return knobs;
}
