import type { Verdict } from "../../../guarantees/verdict.ts";
import type { NarrativeLog } from "../../log.ts";
import type { Drawing } from "../story-lines.ts";
import { wrap } from "../terminal/layout.ts";
import { withLabels } from "../terminal/palette.ts";
import { count } from "../words.ts";
import { namedIn } from "./books.ts";
import { harmsIn } from "./harm.ts";

/** A verdict on a company as lines: who was harmed, then what the books say, with orders by their labels, and messages by their orders. */
export function verdictLines(
  { isComplete, isGood, notes, violations }: Verdict,
  log: NarrativeLog,
  { palette, width }: Drawing,
): readonly string[] {
  // An order that is still under way harms nobody yet.
  const harms = isComplete && violations.length > 0 ? harmsIn(log.present) : [];
  return [
    ...harms.map((harm) => `${palette.bold(palette.red("✗"))} ${withLabels(harm, palette)}`),
    ...byPromise(violations).map((text) => palette.red(namedIn(log, `✗ ${text}`))),
    ...notes.map((note) => (isGood ? palette.green(note) : note)),
  ].flatMap((line) => wrap(line, width, 2));
}

/** One line for each promise: its first violation, and how many more there are. */
function byPromise(violations: readonly string[]): readonly string[] {
  const all = new Map<string, string[]>();
  for (const line of violations) {
    const promise = line.slice(0, line.indexOf(": "));
    all.set(promise, [...(all.get(promise) ?? []), line]);
  }
  return [...all.values()].map(([first = "", ...more]) =>
    more.length > 0 ? `${first} (and ${count(more.length, "more violation")})` : first,
  );
}
