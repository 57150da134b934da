import colors from "picocolors";
import { answers } from "#stage/page/build/answers.ts";
import { t } from "../language/framing.ts";
import type { Lesson } from "../lesson.ts";
import type { MustSay, Question } from "../questions/question.ts";
import { askYes, type Dialog } from "./dialog.ts";
import { heading } from "./lesson-text.ts";
import { item, wrap } from "./text.ts";

/** How long an answer may take, in seconds: as in an interview. */
const answerSeconds = 90;

/** Draws `many` different questions. */
export function drawQuestions(
  all: readonly Question[],
  many: number,
  random: () => number,
): readonly Question[] {
  const left = [...all];
  return Array.from({ length: Math.min(many, left.length) }, () => {
    const [drawn] = left.splice(Math.floor(random() * left.length), 1);
    return drawn as Question;
  });
}

/** What was missing from the answers. */
export interface Gap {
  readonly question: Question;
  readonly missing: readonly MustSay[];
}

export interface InterviewOptions {
  readonly dialog: Dialog;
  readonly lessons: readonly Lesson[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly width: number;
}

/** Asks the questions aloud, has the learner tick the points, and asks further for each gap. */
export async function interview(
  questions: readonly Question[],
  options: InterviewOptions,
): Promise<readonly Gap[]> {
  const { dialog, now, width } = options;
  dialog.say(
    wrap(
      `${questions.length === 1 ? t("One question.") : t("{many} questions.", { many: questions.length })} ${t("Answer each aloud, in about {seconds} seconds, then press Enter.", { seconds: answerSeconds })}`,
      width,
    ),
  );
  const gaps: Gap[] = [];
  for (const [i, question] of questions.entries()) {
    dialog.say(
      `\n${colors.dim(t("{n} of {all}, {what}", { n: i + 1, all: questions.length, what: question.level }))}`,
    );
    dialog.say(colors.bold(wrap(question.ask, width)));
    const began = now();
    await dialog.ask(`${t("Press Enter when you have answered.")} `);
    const seconds = Math.round((now() - began) / 1_000);
    const more = seconds - answerSeconds;
    const spoke =
      more > 0
        ? t("You spoke for {seconds} seconds, {more} more than an interviewer listens.", { seconds, more })
        : t("You spoke for {seconds} seconds.", { seconds });
    dialog.say(`${spoke} ${t("Did you say it?")}\n`);
    const missing = await tick(question, dialog, width);
    dialog.say(modelText(question, width));
    if (missing.length > 0) gaps.push({ question, missing });
  }
  dialog.say(gapsText(gaps, options));
  return gaps;
}

async function tick({ mustSay }: Question, dialog: Dialog, width: number): Promise<readonly MustSay[]> {
  const missing: MustSay[] = [];
  for (const each of mustSay) {
    if (!(await askYes(dialog, wrap(`· ${each.point}`, width)))) missing.push(each);
  }
  for (const { ifMissing } of missing) {
    await dialog.ask(`\n${wrap(ifMissing, width)}\n${t("Answer aloud, then press Enter.")} `);
  }
  return missing;
}

/** How the answer can be said in 30 seconds, and what is often said wrongly. */
function modelText({ number }: Question, width: number): string {
  const { aloud = "", traps = [] } = answers().get(number) ?? {};
  return [
    heading(t("Aloud, in 30 seconds")),
    wrap(aloud, width, "  "),
    heading(t("Said wrongly")),
    ...traps.map((trap) => item("✗", trap, width)),
  ].join("\n");
}

/** The list of gaps, each with the lesson that fills it; no grade. */
function gapsText(gaps: readonly Gap[], { lessons, width }: InterviewOptions): string {
  if (gaps.length === 0) return `\n${colors.green(t("No gaps."))}`;
  const lines = gaps.flatMap(({ missing, question }) => {
    const shown = lessons.filter((lesson) => lesson.questions.includes(question.number));
    return [
      item(`${question.number}`, question.ask, width),
      ...missing.map(({ point }) => item("  ·", point, width)),
      ...shown.map(({ name }) => `    ${colors.cyan(`npm run learn -- ${name}`)}`),
    ];
  });
  return [heading(t("Gaps")), ...lines].join("\n");
}
