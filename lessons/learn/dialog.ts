import { createInterface } from "node:readline/promises";
import { t } from "../language/framing.ts";
import { isPossible, type Prediction, possibleIn } from "../lesson.ts";

/** Talks to the learner. */
export interface Dialog {
  say(text: string): void;
  /** @throws Interrupted at Ctrl-C, or at the end of the input */
  ask(question: string): Promise<string>;
  close(): void;
}

/** The learner wants to stop. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
  /** Whether a word said so, and not Ctrl-C. */
  readonly isAsked: boolean;

  constructor(message: string, { isAsked = false } = {}) {
    super(message);
    this.isAsked = isAsked;
  }
}

/** Whether an answer asks for the way out. */
export const isLeaving = (answer: string): boolean => /^(q|quit|exit|:q)$/i.test(answer);

/**
 * A dialog on a terminal. What was typed before it was asked for answers the next questions, in order; an empty line does not: it
 * would skip a question that the learner has not read.
 */
export function terminalDialog(
  input: NodeJS.ReadableStream = process.stdin,
  output: NodeJS.WritableStream = process.stdout,
): Dialog {
  const terminal = createInterface({ input, output });
  const stop = new AbortController();
  let typedAhead: readonly string[] = [];
  const say = (text: string) => void output.write(`${text}\n`);
  terminal.on("close", () => stop.abort());
  terminal.on("SIGINT", () => {
    typedAhead = [];
    stop.abort();
  });
  // Only of lines that no question waits for.
  terminal.on("line", (line) => {
    if (line.trim() !== "") typedAhead = [...typedAhead, line];
  });

  async function lineAfter(question: string): Promise<string> {
    const [typed, ...others] = typedAhead;
    if (typed === undefined) return terminal.question(question, { signal: stop.signal });
    typedAhead = others;
    say(question + typed);
    return typed;
  }

  return {
    say,
    async ask(question) {
      const answer = await lineAfter(question).catch(() => {
        throw new Interrupted("interrupted");
      });
      if (isLeaving(answer.trim())) throw new Interrupted("left", { isAsked: true });
      return answer.trim();
    },
    close: () => terminal.close(),
  };
}

/**
 * Talks on the terminal. Ctrl-C ends the talk with a farewell and exit status 130, and the answer `q` without; what was saved until
 * then stays.
 */
export async function talkOnTerminal(
  farewell: string,
  talk: (dialog: Dialog) => Promise<unknown>,
): Promise<void> {
  const dialog = terminalDialog();
  try {
    await talk(dialog);
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    console.log(`\n${farewell}`);
    if (!error.isAsked) process.exitCode = 130;
  } finally {
    dialog.close();
  }
}

/** Asks until the answer is a number that can be measured. */
export async function askNumber({ ask, say }: Dialog, prediction: Pick<Prediction, "unit">): Promise<number> {
  const { unit } = prediction;
  for (;;) {
    const text = await ask(`  ${t("Your guess, in {unit}:", { unit })} `);
    const value = numberOf(text);
    if (text !== "" && isPossible(prediction, value)) return value;
    say(`  ${problemWith(text, value, prediction)}`);
  }
}

function problemWith(text: string, value: number, prediction: Pick<Prediction, "unit">): string {
  if (text === "") return t("Guess first: a wrong guess teaches more than none.");
  if (!Number.isFinite(value)) return `${t('"{text}" is not a number.', { text })} ${t("q leaves.")}`;
  return possibleIn(prediction)[1] === 100
    ? t("It cannot be {text}: guess 0 to 100 %.", { text })
    : t("It cannot be {text}: guess 0 or more.", { text });
}

/** Reads `1,000`, `1 000`, `5.5`, `5,5` and `6 %`. */
function numberOf(text: string): number {
  const bare = text.replace(/\s*%$/, "").replaceAll(/(?<=\d)\s(?=\d)/g, "");
  const isGrouped = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare);
  return Number(isGrouped ? bare.replaceAll(",", "") : bare.replace(/^(-?\d+),(\d+)$/, "$1.$2"));
}

export async function askYes({ ask }: Dialog, question: string): Promise<boolean> {
  return /^[yд]/i.test(await ask(`${question} ${t("[y/n]")} `));
}
