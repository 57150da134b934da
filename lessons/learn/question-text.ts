import colors from "picocolors";
import { type Answer, answers } from "#stage/page/build/answers.ts";
import { t } from "../language/framing.ts";
import type { Lesson } from "../lesson.ts";
import type { Question } from "../questions/question.ts";
import { heading } from "./lesson-text.ts";
import { item, wrap } from "./text.ts";

/** One question: what to say aloud, its points, the long answer, what is asked next, the lessons that show it. */
export function questionText(
  questions: readonly Question[],
  lessons: readonly Lesson[],
  number: number,
  width: number,
): string {
  const question = questions.find((each) => each.number === number);
  const answer = answers().get(number);
  if (!question || !answer) throw new Error(`there is no question ${number}`);
  const shown = lessons.filter((lesson) => lesson.questions.includes(number));
  return [
    colors.bold(wrap(`${number}. ${question.ask}`, width)),
    heading(t("Aloud, in 30 seconds")),
    wrap(answer.aloud, width, "  "),
    heading(t("Say")),
    ...question.mustSay.map(({ point }) => item("·", point, width)),
    heading(t("Answer")),
    markdownText(answer.long, width),
    ...boardText(answer, width),
    heading(t("An interviewer goes on")),
    ...question.mustSay.map(({ ifMissing }) => item("?", ifMissing, width)),
    ...[...answer.next, ...shown.flatMap(({ followUps }) => followUps)].map(
      ({ answer, ask }) => `${item("?", ask, width)}\n${wrap(answer, width, "      ")}`,
    ),
    // Without the numbers, which docs/questions has: they would spoil the guess.
    heading(t("See")),
    ...(shown.length > 0
      ? shown.map(({ name, title }) => `  ${colors.cyan(`npm run learn -- ${name}`)}  ${colors.dim(title)}`)
      : [`  ${t("no experiment: the answer is a table or a drawing")}`]),
  ].join("\n");
}

function boardText({ board, number }: Answer, width: number): readonly string[] {
  if (!board) return [];
  return [
    heading(t("On the board")),
    colors.dim(`  docs/questions/boards.md, ${number}`),
    markdownText(board, width),
  ];
}

/** Wraps paragraphs, and makes a list of a table, which would be too wide; fenced blocks and lists keep their lines. */
const markdownText = (markdown: string, width: number): string =>
  markdown
    .split("\n\n")
    .map((block) => blockText(block, width))
    .join("\n\n");

function blockText(block: string, width: number): string {
  if (block.startsWith("|")) return tableText(block, width);
  return block.startsWith("```") ? block.replaceAll(/^/gm, "  ") : wrap(block, width, "  ");
}

/** Each row as an item: the first cell, then every other cell after the name of its column. */
function tableText(table: string, width: number): string {
  const cellsOf = (line: string) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
  const [header = "", , ...rows] = table.split("\n");
  const [, ...columns] = cellsOf(header);
  return rows
    .map((row) => {
      const [first = "", ...cells] = cellsOf(row);
      return item(
        "·",
        [first.replace(/\.$/, ""), ...cells.map((cell, i) => `${columns[i]}: ${cell}`)].join("; "),
        width,
      );
    })
    .join("\n");
}
