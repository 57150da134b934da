import colors from "picocolors";
import { t } from "../language/framing.ts";
import { type Lesson, type Range, unitFor } from "../lesson.ts";
import type { Question } from "../questions/question.ts";
import { askYes, type Dialog } from "./dialog.ts";
import { dueCards, type Progress, withReview } from "./progress.ts";
import { item, wrap } from "./text.ts";

/** One side asks, the other answers. */
export interface Flashcard {
  readonly id: string;
  readonly front: string;
  readonly back: string;
  /** The lesson or question that it belongs to. */
  readonly of: string;
}

/** The cards of the questions (their must-say points) and of the lessons (their numbers and follow-ups). */
export function flashcards(lessons: readonly Lesson[], questions: readonly Question[]): readonly Flashcard[] {
  return [
    ...questions.map(({ ask, mustSay, number }) => ({
      id: `question/${number}`,
      front: ask,
      back: mustSay.map(({ point }) => `· ${point}`).join("\n"),
      of: `question ${number}`,
    })),
    ...lessons.flatMap(({ followUps, hook, name, predictions }) => [
      ...predictions.map(({ ask, measure, off, on, unit }) => ({
        id: `${name}/${measure}`,
        front: `${hook}\n\n${t("Without the guarantee: {ask}", { ask })}`,
        back: t("{off} {unit} without the guarantee, {on} with it", {
          off: rangeText(off),
          on: rangeText(on),
          unit: unitFor(rangeText(off), unit),
        }),
        of: name,
      })),
      ...followUps.map(({ answer, ask }, i) => ({
        id: `${name}/follow-up-${i + 1}`,
        front: ask,
        back: answer,
        of: name,
      })),
    ]),
  ];
}

/** `5–7`; a range of one number is that number. */
const rangeText = ([least, most]: Range): string => (least === most ? String(least) : `${least}–${most}`);

/** The cards to show today: those that are due, and new ones of lessons that were taken. */
export function cardsToday(
  cards: readonly Flashcard[],
  progress: Progress,
  now: number,
  newPerDay = 10,
): readonly Flashcard[] {
  const byId = new Map(cards.map((card) => [card.id, card]));
  const due = dueCards(progress, now).flatMap((id) => byId.get(id) ?? []);
  const taken = (card: Flashcard) =>
    progress.lessons[card.of] !== undefined || card.of.startsWith("question ");
  const fresh = cards.filter((card) => taken(card) && !progress.cards[card.id]);
  const ofTakenLessonsFirst = fresh.sort(
    (a, b) => Number(b.of in progress.lessons) - Number(a.of in progress.lessons),
  );
  return [...due, ...ofTakenLessonsFirst.slice(0, newPerDay)];
}

export interface ReviewOptions {
  readonly dialog: Dialog;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly width: number;
  /** Called after each card, so that nothing is lost at Ctrl-C. */
  readonly save: (progress: Progress) => void;
}

/** Shows the cards one by one; the learner says which ones they knew. */
export async function review(
  cards: readonly Flashcard[],
  progress: Progress,
  { dialog, now, save, width }: ReviewOptions,
): Promise<Progress> {
  let reviewed = progress;
  for (const [i, { back, front, id, of }] of cards.entries()) {
    dialog.say(
      `\n${colors.dim(t("{n} of {all}, {what}", { n: i + 1, all: cards.length, what: of }))}\n${wrap(front, width)}`,
    );
    await dialog.ask(`\n${t("Answer aloud, then press Enter.")} `);
    dialog.say(
      back
        .split("\n")
        .map((line) => (line.startsWith("· ") ? item("·", line.slice(2), width) : wrap(line, width)))
        .join("\n"),
    );
    reviewed = withReview(reviewed, id, await askYes(dialog, t("Did you know it?")), now());
    save(reviewed);
  }
  return reviewed;
}

/** The cards as a text file that Anki imports: tab-separated, with its header lines. */
export function ankiText(cards: readonly Flashcard[]): string {
  const field = (text: string) => `"${text.replaceAll('"', '""').replaceAll("\n", "<br>")}"`;
  const header = ["#separator:tab", "#html:true", "#deck:Pas de Cinq", "#guid column:1", "#tags column:4"];
  const rows = cards.map(({ back, front, id, of }) =>
    [id, escaped(front), escaped(back), of.replaceAll(" ", "-")].map(field).join("\t"),
  );
  return [...header, ...rows].join("\n");
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
