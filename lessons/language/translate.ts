import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Lesson } from "../lesson.ts";
import type { MustSay, Question } from "../questions/question.ts";

export const languages = ["en", "ru"] as const;
export type Language = (typeof languages)[number];

/** A translation, with the hash of the English that it translates: when that changes, the translation is stale. */
export interface Translation {
  readonly of: string;
  readonly text: string;
}

const russian: Readonly<Record<string, Translation>> = JSON.parse(
  readFileSync(new URL("./ru.json", import.meta.url), "utf8"),
);

/** The hash by which a translation names its original. */
export const hashOf = (english: string): string =>
  createHash("sha256").update(english).digest("hex").slice(0, 8);

/** Returns the text for a key in a language; English where a translation is missing or stale. */
type Translate = (key: string, english: string) => string;

function translateTo(language: Language): Translate {
  if (language === "en") return (_, english) => english;
  return (key, english) => {
    const translation = russian[key];
    return translation?.of === hashOf(english) ? translation.text : english;
  };
}

export const questionsIn = (language: Language, questions: readonly Question[]): readonly Question[] =>
  questions.map((question) => questionWith(question, translateTo(language)));

export const lessonsIn = (language: Language, lessons: readonly Lesson[]): readonly Lesson[] =>
  lessons.map((lesson) => lessonWith(lesson, translateTo(language)));

function questionWith(question: Question, translate: Translate): Question {
  const key = `question/${question.number}`;
  const [first, second, third, ...more] = question.mustSay;
  const say = (said: MustSay, i: number): MustSay => ({
    ...said,
    point: translate(`${key}/say/${i + 1}`, said.point),
  });
  return {
    ...question,
    ask: translate(`${key}/ask`, question.ask),
    mustSay: [say(first, 0), say(second, 1), say(third, 2), ...more.map((said, i) => say(said, i + 3))],
  };
}

function lessonWith(lesson: Lesson, translate: Translate): Lesson {
  const key = `lesson/${lesson.name}`;
  const [first, ...more] = lesson.predictions;
  const predicted = (prediction: typeof first) => ({
    ...prediction,
    ask: translate(`${key}/${prediction.measure}`, prediction.ask),
  });
  return {
    ...lesson,
    title: translate(`${key}/title`, lesson.title),
    hook: translate(`${key}/hook`, lesson.hook),
    compares: translate(`${key}/compares`, lesson.compares),
    predictions: [predicted(first), ...more.map(predicted)],
  };
}

/** Every text that is translated, in English, by its key. */
export function translatable(
  lessons: readonly Lesson[],
  questions: readonly Question[],
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const collect: Translate = (key, english) => {
    texts.set(key, english);
    return english;
  };
  for (const question of questions) questionWith(question, collect);
  for (const lesson of lessons) lessonWith(lesson, collect);
  return texts;
}

/** What is wrong with the translations: missing, stale or of nothing. Empty if all is well. */
export function problemsOf(
  texts: ReadonlyMap<string, string>,
  translations: Readonly<Record<string, Translation>> = russian,
): readonly string[] {
  const wrong = [...texts].flatMap(([key, english]) => {
    const translation = translations[key];
    if (!translation) return [`${key} has no translation: ${english}`];
    return translation.of === hashOf(english) ? [] : [`${key} is stale: the English is now "${english}"`];
  });
  const unused = Object.keys(translations).filter((key) => !texts.has(key));
  return [...wrong, ...unused.map((key) => `${key} translates nothing that there is`)];
}
