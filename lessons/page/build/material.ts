import { readFileSync } from "node:fs";
import { answers } from "#stage/page/build/answers.ts";
import { blocksOf } from "#stage/page/build/blocks.ts";
import { numbersIn } from "../../documents.ts";
import { cases } from "../../exam/cases.ts";
import { suspects } from "../../exam/suspects.ts";
import { chapters, lessons } from "../../index.ts";
import { glossary } from "../../language/glossary.ts";
import { linesAround } from "../../learn/source.ts";
import { type Lesson, runsInTab } from "../../lesson.ts";
import { questions } from "../../questions/index.ts";
import { answerFiles } from "../../write-documents.ts";
import type { LessonPage, Material } from "../model/material.ts";
import { russianOf } from "./russian.ts";

/** Reads from the repository what the lessons' page shows. */
export function readMaterial(): Material {
  const texts = answers();
  const documents = answerFiles().map((file) => readFileSync(file, "utf8"));
  return {
    chapters: chapters.map(({ lessons: own, title }) => ({
      title,
      lessons: own.map((lesson) => lessonPage(lesson, documents)),
    })),
    questions: questions.map((question) => {
      const { aloud = "", board = "", long = "", next = [] } = texts.get(question.number) ?? {};
      return { ...question, aloud: blocksOf(aloud), answer: blocksOf(long), board: blocksOf(board), next };
    }),
    russian: russianOf(lessons, questions),
    glossary,
    cases: cases.map(({ number }) => number),
    suspects,
  };
}

function lessonPage(lesson: Lesson, documents: readonly string[]): LessonPage {
  const { because, experiment, needsNode: _, ...shown } = lesson;
  const isHere = runsInTab(lesson);
  return {
    ...shown,
    ...(because ? { because: linesAround(because, 3) } : {}),
    runsInTab: isHere,
    recorded: isHere ? [] : recordedIn(documents, lesson),
    ...(experiment.preset ? { preset: experiment.preset } : {}),
  };
}

/** The numbers that the answers show for a lesson: `npm run prove -- --documents` measured them. */
function recordedIn(documents: readonly string[], { name, predictions }: Lesson): LessonPage["recorded"] {
  const start = `> **Experiment** \`npm run learn -- ${name}\``;
  const [, after] = documents.find((text) => text.includes(start))?.split(start) ?? [];
  const recorded = numbersIn(after ?? "").slice(0, predictions.length);
  if (recorded.length < predictions.length)
    throw new Error(`docs/questions has no numbers of ${name}: run npm run prove -- --documents`);
  return recorded;
}
