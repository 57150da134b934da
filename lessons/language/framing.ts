import type { Language } from "./translate.ts";

/** What the programs say around lessons and questions, by its English; `{name}` stands for a value. */
const russian = {
  "{n} of {all}, {what}": "{n} из {all}, {what}",
  "{taken} of {all} lessons taken, {questions} of 90 questions met.":
    "Пройдено уроков: {taken} из {all}, встречено вопросов: {questions} из 90.",
  '"{text}" is not a number.': "«{text}» — не число.",
  "It cannot be {text}: guess 0 or more.": "{text} быть не может: ноль или больше.",
  "It cannot be {text}: guess 0 to 100 %.": "{text} быть не может: от 0 до 100 %.",
  "q leaves.": "q — выйти.",
  "An interviewer goes on": "Интервьюер спрашивает дальше",
  "Answer aloud, then press Enter.": "Ответьте вслух, затем нажмите Enter.",
  "Answer each aloud, in about {seconds} seconds, then press Enter.":
    "Отвечайте вслух, примерно {seconds} секунд на каждый, затем нажмите Enter.",
  "Aloud, in 30 seconds": "Вслух, за 30 секунд",
  Answer: "Ответ",
  "Did you know it?": "Знали?",
  "Did you say it?": "Вы это сказали?",
  "Explanations and answers are in English. The words of the field: {command}":
    "Объяснения и ответы — на английском. Словарь терминов: {command}",
  "exactly right.": "точно.",
  "far guess": "далёкая догадка",
  Gaps: "Пробелы",
  "Guess first: a wrong guess teaches more than none.":
    "Сначала догадка: неверная учит большему, чем никакая.",
  "how often this is broken: {promise}": "сколько раз нарушено: {promise}",
  "less than you thought.": "меньше, чем вы думали.",
  "Look at": "На что смотреть",
  "more than you thought.": "больше, чем вы думали.",
  "near guess": "близкая догадка",
  "near.": "близко.",
  "Next:": "Дальше:",
  "no experiment: the answer is a table or a drawing": "эксперимента нет: ответ — таблица или рисунок",
  "No gaps.": "Пробелов нет.",
  "not measured": "не измерено",
  "not taken": "не пройден",
  "Nothing is due today.": "На сегодня ничего нет.",
  "OFF, without the guarantee": "OFF, без гарантии",
  "ON, with the guarantee": "ON, с гарантией",
  "On the board": "На доске",
  "One question.": "Один вопрос.",
  "{many} questions.": "Вопросов: {many}.",
  "Press Enter when you have answered.": "Нажмите Enter, когда ответите.",
  "Question {number}": "Вопрос {number}",
  "Questions {numbers}": "Вопросы {numbers}",
  "Said wrongly": "Частые ошибки",
  Say: "Обязательно сказать",
  "Say it aloud, then press Enter.": "Скажите вслух, затем нажмите Enter.",
  See: "Посмотреть",
  "The line": "Строка кода",
  "There is no terminal to ask you, so this skips your guess and shows both sides at once.":
    "Терминала, чтобы спросить вас, нет: догадка пропущена, сразу показаны обе стороны.",
  "Turn a knob": "Измените параметр",
  "Until next time.": "До следующего раза.",
  "What this does not show": "Чего это не показывает",
  Why: "Почему",
  "Without the guarantee: {ask}": "Без гарантии: {ask}",
  "{off} {unit} without the guarantee, {on} with it": "без гарантии: {off} {unit}, с ней: {on}",
  "All promises are kept.": "Все обещания выполнены.",
  "All other promises are kept.": "Все остальные обещания выполнены.",
  "[y/n]": "[д/н]",
  "You said {guess}, it is {measured} {unit}:": "Вы сказали {guess}, на деле {measured} {unit}:",
  "You spoke for {seconds} seconds.": "Вы говорили {seconds} с.",
  "You spoke for {seconds} seconds, {more} more than an interviewer listens.":
    "Вы говорили {seconds} с: на {more} с дольше, чем слушает интервьюер.",
  "Your guess": "Ваша догадка",
  "Your guess, in {unit}:": "Ваша догадка ({unit}):",
} as const;

export type Framing = keyof typeof russian;

/** Ambient, as the locale of a program is: it is chosen once, by `--lang`. */
let language: Language = "en";

/** Chooses the language of `t`. */
export function speak(chosen: Language): void {
  language = chosen;
}

/** What a program says, in the learner's language. */
export function t(english: Framing, values: Readonly<Record<string, string | number>> = {}): string {
  const text = language === "ru" ? russian[english] : english;
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}

/** Everything that can be said. */
export const framings = Object.keys(russian) as readonly Framing[];
