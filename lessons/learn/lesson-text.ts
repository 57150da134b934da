import colors from "picocolors";
import { type Lesson, type Measured, type Prediction, type Side, usualKnobs } from "../lesson.ts";
import { type Guess, nearness } from "./progress.ts";
import { excerptOf } from "./source.ts";
import { item, numberText, wrap } from "./text.ts";

/** What stands before the guess: the incident. */
export function openingText({ hook, questions, title }: Lesson, width: number): string {
  const asked = questions.length === 1 ? `Question ${questions[0]}` : `Questions ${questions.join(", ")}`;
  return `\n${colors.bold(title)}  ${colors.dim(asked)}\n\n${wrap(hook, width, "  ")}\n`;
}

/** What one side measured, with what each prediction expects there. */
export function sideText(lesson: Lesson, side: Side, measured: Measured, tookMs: number): string {
  const title =
    side === "off" ? colors.red("OFF, without the guarantee") : colors.green("ON, with the guarantee");
  const predicted = lesson.predictions.map(
    ({ ask, measure, unit }) => `${ask} ${valueText(measured[measure], unit)}`,
  );
  const others = Object.entries(measured)
    .filter(([name]) => lesson.predictions.every(({ measure }) => measure !== name))
    .map(([name, value]) => `${name}: ${numberText(value)}`);
  const all = [...predicted, ...others].map((line) => `    ${line}`);
  return [`  ${title}  ${colors.dim(`${Math.round(tookMs)} ms`)}`, ...all].join("\n");
}

const valueText = (value: number | undefined, unit: string): string =>
  value === undefined ? "not measured" : colors.bold(`${numberText(value)} ${unit}`);

/** The guess beside the result. */
export function comparisonText(prediction: Prediction, guess: Guess): string {
  const { guessed, measured } = guess;
  const said = `You said ${numberText(guessed)}, it is ${numberText(measured)} ${prediction.unit}:`;
  const near = nearness(prediction, guess);
  return near === "near"
    ? `  ${said} ${colors.green("near.")}`
    : `  ${said} ${colors.yellow(`${near} than you thought.`)}`;
}

/** What stands after the result: why, the line, the wrong answers, and what the lesson does not show. */
export function explanationText(lesson: Lesson, width: number): string {
  const { because, explain, limits, watch, wrong } = lesson;
  const parts = [
    heading("Look at"),
    ...watch.map((each) => item("·", each, width)),
    heading("Why"),
    wrap(explain, width, "  "),
  ];
  if (because) {
    const { place, text } = excerptOf(because);
    parts.push(heading("The line"), `  ${colors.cyan(place)}`, text.replaceAll(/^/gm, "  "));
  }
  parts.push(
    heading("Said wrongly"),
    ...wrong.map(({ answer, why }) => `${item("✗", answer, width)}\n${wrap(why, width, "      ")}`),
    heading("What this does not show"),
    wrap(limits, width, "  "),
  );
  return parts.join("\n");
}

/** The knobs of a lab, and how to turn them. */
export function knobsText({ knobs = [], name }: Lesson, width: number): string {
  const lines = knobs.map(({ about, from, name, to, unit, usual }) =>
    item("·", `${name}: ${about}; ${from} to ${to} ${unit}, usually ${usual}`, width),
  );
  const [first] = knobs;
  if (!first) return "";
  const turned = `npm run learn -- ${name} --set ${first.name}=${first.to}`;
  return [heading("Turn a knob"), ...lines, `  ${colors.cyan(turned)}`].join("\n");
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
    knobs[name] = value;
  }
  return knobs;
}
