import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import colors from "picocolors";
import { withoutQuotation } from "../documents.ts";
import type { Lesson } from "../lesson.ts";
import type { Question } from "../questions/question.ts";
import { heading } from "./lesson-text.ts";
import { item, wrap } from "./text.ts";

const documents = fileURLToPath(new URL("../../docs/questions/", import.meta.url));

/** Every question's answer, by number, from docs/questions. */
export function answers(): ReadonlyMap<number, { readonly ask: string; readonly answer: string }> {
  const texts = readdirSync(documents).map((name) => readFileSync(`${documents}${name}`, "utf8"));
  const sections = texts.flatMap((text) => text.split(/^### /m).slice(1));
  return new Map(
    sections.map((section) => {
      const [title = "", ...lines] = section.split("\n");
      const [, number, ask = ""] = /^(\d+)\. (.*)$/.exec(title) ?? [];
      return [Number(number), { ask, answer: withoutQuotation(lines.join("\n")).trim() }];
    }),
  );
}

/** One question: the points to say, the lessons that show it, the answer. */
export function questionText(
  questions: readonly Question[],
  lessons: readonly Lesson[],
  number: number,
  width: number,
): string {
  const question = questions.find((each) => each.number === number);
  const { answer = "" } = answers().get(number) ?? {};
  if (!question) throw new Error(`there is no question ${number}`);
  const shown = lessons.filter((lesson) => lesson.questions.includes(number));
  return [
    colors.bold(wrap(`${number}. ${question.ask}`, width)),
    heading("Say"),
    ...question.mustSay.map(({ point }) => item("·", point, width)),
    heading("See"),
    ...(shown.length > 0
      ? shown.map(({ name, title }) => `  ${colors.cyan(`npm run learn -- ${name}`)}  ${colors.dim(title)}`)
      : ["  no experiment: the answer is a table or a drawing"]),
    heading("Answer"),
    answer,
  ].join("\n");
}
