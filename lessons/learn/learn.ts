import { InvalidArgumentError, Option } from "commander";
import { commandLine, exitingWith, wholeNumberFrom1 } from "#tooling/terminal/command-line.ts";
import { chapters, lessons as englishLessons } from "../index.ts";
import { speak, t } from "../language/framing.ts";
import { glossary } from "../language/glossary.ts";
import { type Language, languages, lessonsIn, questionsIn } from "../language/translate.ts";
import { type Lesson, type Side, sides } from "../lesson.ts";
import { questions as englishQuestions } from "../questions/index.ts";
import { type Dialog, talkOnTerminal } from "./dialog.ts";
import { drawQuestions, interview } from "./interview.ts";
import { lessonCalled } from "./lesson-called.ts";
import { knobsWith } from "./lesson-text.ts";
import { mapText } from "./map.ts";
import { withLesson } from "./progress.ts";
import { readProgress, saveProgress } from "./progress-file.ts";
import { questionText } from "./question-text.ts";
import { ankiText, cardsToday, flashcards, review } from "./review.ts";
import { runSide, type Setting, showLesson, takeLesson } from "./take-lesson.ts";

interface Options {
  readonly anki?: true;
  readonly interview?: number;
  readonly glossary?: true;
  readonly json?: true;
  readonly lang: Language;
  readonly off?: true;
  readonly on?: true;
  readonly question?: number;
  readonly review?: true;
  readonly seed: number;
  readonly set?: readonly string[];
}

let namedLesson = "";
const options = commandLine<Options>("npm run learn", (program) =>
  program
    .description(
      "Takes a lesson: guess a number, run both sides, compare. Without a lesson: the map of all of them.",
    )
    .argument("[lesson]", "the lesson to take", (name: string) => {
      namedLesson = lessonNamed(name).name;
    })
    .option("--question <number>", "shows one of the 90 questions, and its lessons", questionNumber)
    .option("--off", "runs one side: without what the lesson is about")
    .option("--on", "runs one side: with it")
    .option("--seed <number>", "seed for all random choices", wholeNumberFrom1, 1)
    .option(
      "--set <knob=value>",
      "turns a knob of a lab; can be repeated",
      (value, all: readonly string[] = []) => [...all, value],
    )
    .option("--interview <number>", "asks this many questions, as an interviewer does", wholeNumberFrom1)
    .option("--review", "reviews what is due today")
    .option("--anki", "prints the cards as text that Anki imports")
    .addOption(
      new Option("--lang <language>", "the language of questions and incidents")
        .choices(languages)
        .default("en"),
    )
    .option("--glossary", "prints the words of the field in English and Russian")
    .option("--json", "prints what a lesson measured as JSON"),
);
speak(options.lang);
const lessons = lessonsIn(options.lang, englishLessons);
const questions = questionsIn(options.lang, englishQuestions);
const width = Math.min(process.stdout.columns || 100, 100);
const isTerminal = Boolean(process.stdin.isTTY && process.stdout.isTTY);

await exitingWith(2, main);

async function main(): Promise<void> {
  if (options.anki) return console.log(ankiText(flashcards(lessons, questions)));
  if (options.glossary) {
    for (const [english, russian] of glossary) console.log(`${english.padEnd(30)} ${russian}`);
    return;
  }
  if (options.question) return console.log(questionText(questions, lessons, options.question, width));
  if (options.review) return inDialog(reviewToday);
  if (options.interview) return inDialog(interviewWith(options.interview));
  const lesson = lessons.find(({ name }) => name === namedLesson);
  if (!lesson) {
    const [about] = (["json", "off", "on"] as const).filter((name) => options[name]);
    const forLesson = options.set ? "set" : about;
    if (forLesson)
      throw new Error(
        `--${forLesson} is about a lesson: name one, as in npm run learn -- outbox --${forLesson}`,
      );
    const translated = chapters.map((chapter) => ({
      ...chapter,
      lessons: lessonsIn(options.lang, chapter.lessons),
    }));
    console.log(mapText(translated, readProgress(), width));
    const command = "npm run learn -- --glossary";
    if (options.lang !== "en")
      console.log(
        t("Explanations and answers are in English. The words of the field: {command}", { command }),
      );
    return;
  }
  const setting: Setting = { seed: options.seed, knobs: knobsWith(lesson, options.set ?? []), width };
  const which = sides.filter((side) => !(options.off || options.on) || options[side]);
  if (options.json) return printJson(lesson, which, setting);
  if (!isTerminal || which.length < sides.length) return showLesson(lesson, which, setting, console.log);
  return inDialog(async (dialog) => {
    await takeLesson(lesson, dialog, setting, (guesses) => {
      saveProgress(withLesson(readProgress(), lesson.name, guesses));
    });
  });
}

async function printJson(lesson: Lesson, which: readonly Side[], setting: Setting): Promise<void> {
  for (const side of which) {
    const { measured, tookMs } = await runSide(lesson, side, setting);
    const { knobs, seed } = setting;
    console.log(
      JSON.stringify({ lesson: lesson.name, side, seed, knobs, measured, tookMs: Math.round(tookMs) }),
    );
  }
}

async function reviewToday(dialog: Dialog): Promise<void> {
  const progress = readProgress();
  const cards = cardsToday(flashcards(lessons, questions), progress, Date.now());
  if (cards.length === 0) return dialog.say(t("Nothing is due today."));
  await review(cards, progress, { dialog, now: Date.now, save: saveProgress, width });
}

function interviewWith(many: number): (dialog: Dialog) => Promise<void> {
  return async (dialog) => {
    await interview(drawQuestions(questions, many, Math.random), { dialog, lessons, now: Date.now, width });
  };
}

async function inDialog(talk: (dialog: Dialog) => Promise<void>): Promise<void> {
  if (!isTerminal) throw new Error("this asks questions, so it needs a terminal; a lesson runs without one");
  await talkOnTerminal(t("Until next time."), talk);
}

function lessonNamed(name: string): Lesson {
  try {
    return lessonCalled(name);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

function questionNumber(text: string): number {
  const number = wholeNumberFrom1(text);
  if (number > 90) throw new InvalidArgumentError("there are 90 questions.");
  return number;
}
