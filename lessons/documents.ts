import { withoutQuotation } from "#stage/page/build/answers.ts";
import { type Lesson, type Measured, type Prediction, type Side, unitFor } from "./lesson.ts";
import type { Proof } from "./prove-lesson.ts";

/** What both sides of each lesson measured with the first seed, by the lesson's name. */
export type Results = ReadonlyMap<string, Proof["first"]>;

/** How wide a line of Markdown may be. */
const width = 110;

/**
 * The answers of docs/questions with the experiments that prove them: after each answer a quotation, a paragraph for each lesson.
 * Those that were there are replaced; a lesson without a result keeps the numbers that it shows there.
 */
export function withExperiments(text: string, lessons: readonly Lesson[], results: Results): string {
  const [before = "", ...sections] = text.split(/^(?=### \d+\. )/m);
  const written = sections.map((section) => {
    const number = Number(/^### (\d+)\./.exec(section)?.[1]);
    const quotation = lessons
      .filter(({ questions }) => questions.includes(number))
      .map((lesson) => wrapped(paragraphOf(lesson, results.get(lesson.name) ?? shownIn(section, lesson))))
      .join("\n>\n");
    return `${[withoutQuotation(section), quotation].filter((part) => part !== "").join("\n\n")}\n`;
  });
  return [before, written.join("\n")].join("");
}

const paragraphOf = (
  { ground, name, predictions, title }: Lesson,
  first: Proof["first"] | undefined,
): string =>
  [
    `**Experiment** \`npm run learn -- ${name}\` (${ground}): ${title.endsWith("?") ? title : `${title}.`}`,
    ...predictions.map((prediction) => {
      const { ask, measure, unit } = prediction;
      const of = (side: Side): string => textOf(first?.[side]?.[measure]);
      return `${ask} Without: ${of("off")}, with: ${[of("on"), unitFor(of("on"), unit)].join(" ").trim()}.`;
    }),
  ].join(" ");

/** The numbers of a lesson that a section shows. */
function shownIn(section: string, { name, predictions }: Lesson): Proof["first"] {
  const paragraph = section
    .replaceAll(/\n>(?: |$)/gm, " ")
    .split("**Experiment** ")
    .find((text) => text.startsWith(`\`npm run learn -- ${name}\``));
  const pairs = numbersIn(paragraph ?? "");
  const side = (at: 0 | 1): Measured =>
    Object.fromEntries(predictions.map(({ measure }, i) => [measure, pairs[i]?.[at] ?? Number.NaN]));
  return { off: side(0), on: side(1) };
}

/** At most two decimals, and none of large numbers. */
const textOf = (value = Number.NaN): string =>
  String(value >= 1_000 ? Math.round(value) : Number(value.toFixed(2)));

function wrapped(paragraph: string): string {
  const lines: string[] = [];
  let line = ">";
  for (const word of paragraph.split(" ")) {
    if (line.length + 1 + word.length > width && line !== ">") {
      lines.push(line);
      line = ">";
    }
    line = `${line} ${word}`;
  }
  return [...lines, line].join("\n");
}

/** The numbers that a document shows for a lesson's predictions, each as [without, with]; in the document's order. */
export const numbersIn = (text: string): readonly (readonly [off: number, on: number])[] =>
  [...text.replaceAll("\n> ", " ").matchAll(/Without: (\S+), with: ([\d.]*\d)/g)].map(
    ([, off, on]) => [Number(off), Number(on)] as const,
  );

/** The predictions that a document shows, in its order. */
export const predictionsIn = (text: string, lessons: readonly Lesson[]): readonly Prediction[] =>
  [...text.matchAll(/^### (\d+)\. /gm)].flatMap(([, number]) =>
    lessons
      .filter(({ questions }) => questions.includes(Number(number)))
      .flatMap(({ predictions }) => predictions),
  );
