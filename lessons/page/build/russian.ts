import { lessonsIn, questionsIn } from "../../language/translate.ts";
import type { Lesson } from "../../lesson.ts";
import type { Question } from "../../questions/question.ts";

/** Every text that has a Russian translation, by its English. */
export function russianOf(
  lessons: readonly Lesson[],
  questions: readonly Question[],
): Readonly<Record<string, string>> {
  const english = [...lessons.flatMap(textsOfLesson), ...questions.flatMap(textsOfQuestion)];
  const russian = [
    ...lessonsIn("ru", lessons).flatMap(textsOfLesson),
    ...questionsIn("ru", questions).flatMap(textsOfQuestion),
  ];
  const pairs = english.map((text, i) => [text, russian[i] ?? text] as const);
  return Object.fromEntries(pairs.filter(([text, translated]) => text !== translated));
}

const textsOfLesson = ({ compares, hook, predictions, title }: Lesson): readonly string[] => [
  title,
  hook,
  compares,
  ...predictions.map(({ ask }) => ask),
];

const textsOfQuestion = ({ ask, mustSay }: Question): readonly string[] => [
  ask,
  ...mustSay.map(({ point }) => point),
];
