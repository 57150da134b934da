import { stripVTControlCharacters } from "node:util";
import { type Dialog, Interrupted } from "../dialog.ts";

/** A dialog whose answers are known beforehand; after the last one the learner interrupts. What it says has no colors. */
export function scriptedDialog(...answers: readonly string[]): Dialog & { readonly said: string[] } {
  const left = [...answers];
  const said: string[] = [];
  return {
    said,
    say: (text) => void said.push(stripVTControlCharacters(text)),
    async ask(question) {
      said.push(question);
      const answer = left.shift();
      if (answer === undefined) throw new Interrupted("no more answers");
      return answer;
    },
    close: () => {},
  };
}
