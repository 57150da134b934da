import { createInterface } from "node:readline/promises";
import { t } from "../language/framing.ts";

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
}

/** A dialog on the terminal. */
function terminalDialog(): Dialog {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const stop = new AbortController();
  terminal.on("close", () => stop.abort());
  terminal.on("SIGINT", () => stop.abort());
  return {
    say: (text) => console.log(text),
    async ask(question) {
      try {
        return (await terminal.question(question, { signal: stop.signal })).trim();
      } catch {
        throw new Interrupted("interrupted");
      }
    },
    close: () => terminal.close(),
  };
}

/** Talks on the terminal. Ctrl-C ends the talk with a farewell and exit status 130; what was saved until then stays. */
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
    process.exitCode = 130;
  } finally {
    dialog.close();
  }
}

/** Asks until the answer is a number. */
export async function askNumber({ ask, say }: Dialog, unit: string): Promise<number> {
  for (;;) {
    const text = await ask(`  ${t("Your guess, in {unit}:", { unit })} `);
    const value = numberOf(text);
    if (text !== "" && Number.isFinite(value)) return value;
    say(
      `  ${text === "" ? t("Guess first: a wrong guess teaches more than none.") : t('"{text}" is not a number.', { text })}`,
    );
  }
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
