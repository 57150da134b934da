import colors from "picocolors";
import type { Chapter } from "../index.ts";
import { t } from "../language/framing.ts";
import type { Lesson } from "../lesson.ts";
import { type Progress, standingOf } from "./progress.ts";
import { item } from "./text.ts";

/** The map of all lessons: which were taken, and how near the guesses were. */
export function mapText(chapters: readonly Chapter[], progress: Progress, width: number): string {
  const all = chapters.flatMap(({ lessons }) => lessons);
  const taken = all.filter(({ name }) => progress.lessons[name]);
  const questions = new Set(taken.flatMap((lesson) => lesson.questions));
  const lines = [
    t("{taken} of {all} lessons taken, {questions} of 90 questions met.", {
      taken: taken.length,
      all: all.length,
      questions: questions.size,
    }),
    `${colors.green("●")} ${t("near guess")}   ${colors.yellow("◐")} ${t("far guess")}   ${colors.dim("○")} ${t("not taken")}`,
  ];
  for (const { lessons, title } of chapters) {
    lines.push("", colors.bold(title));
    for (const lesson of lessons) lines.push(lineOf(lesson, progress, width));
  }
  const next = all.find(({ name }) => !progress.lessons[name]);
  if (next) lines.push("", `${t("Next:")} ${colors.cyan(`npm run learn -- ${next.name}`)}`);
  return lines.join("\n");
}

/** The longest name of a lesson, with the signs before it. */
const nameWidth = 21;

function lineOf(lesson: Lesson, progress: Progress, width: number): string {
  const { name, questions, title } = lesson;
  const about = `${title} (${questions.join(", ")})`;
  const [first = "", ...more] = item(name.padEnd(nameWidth - 3), about, width - 2).split("\n");
  return [
    `  ${signs[standingOf(lesson, progress)]}${first.slice(1)}`,
    ...more.map((line) => `  ${line}`),
  ].join("\n");
}

const signs = { near: colors.green("●"), far: colors.yellow("◐"), new: colors.dim("○") } as const;
