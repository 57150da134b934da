import { createInterface } from "node:readline/promises";

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
    const text = (await ask(`  Your guess, in ${unit}: `)).replaceAll(",", "").replace(/\s*%$/, "");
    const value = Number(text);
    if (text !== "" && Number.isFinite(value)) return value;
    say(
      text === "" ? "  Guess first: a wrong guess teaches more than none." : `  "${text}" is not a number.`,
    );
  }
}

export async function askYes({ ask }: Dialog, question: string): Promise<boolean> {
  return /^y/i.test(await ask(`${question} [y/n] `));
}
