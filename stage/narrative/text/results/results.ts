import { disabledGuarantees, type ExplainedGuarantee } from "../../../guarantees/disabled-guarantees.ts";
import { invariants } from "../../../guarantees/invariants.ts";
import type { ToldStory } from "../../../stories/story.ts";
import type { NarrativeLog } from "../../log.ts";
import type { StoryResult } from "../../run-story.ts";
import { questionText } from "../questions.ts";
import type { Drawing } from "../story-lines.ts";
import { hang, padTo, wrap } from "../terminal/layout.ts";
import { withLabels } from "../terminal/palette.ts";
import { count, durationText } from "../words.ts";
import { booksText } from "./books.ts";
import { harmsIn } from "./harm.ts";
import { sparedMail } from "./spared.ts";

/** How a story was run. */
export interface RunOptions {
  readonly seed: number;
  readonly without?: ExplainedGuarantee | undefined;
  readonly url?: string | undefined;
}

/**
 * The result of a story whose invariants hold: its counts, its moral, and what to try next.
 *
 * @param proofs what the ledger and the mailbox say, an order each
 */
export function goodEnd(
  result: StoryResult,
  story: ToldStory,
  options: RunOptions,
  drawing: Drawing,
  proofs: readonly string[] = [],
): readonly string[] {
  const { palette, width } = drawing;
  const { question, text } = story.moral;
  const { without } = options;
  return [
    ...wrap(`${palette.green(`✓ ${holding(options)}`)}: ${countsOf(result, options)}`, width, 2),
    ...proofs.map((proof, i) => field(i === 0 ? "Proof" : "", withLabels(proof, palette), drawing)),
    ...(without ? [field("Unharmed", unharmed(story, without), drawing)] : []),
    field("Moral", text, drawing),
    field("Asked", questionText(question), drawing),
    ...(options.url === undefined ? [field("Try", tryNext(story, options), drawing)] : []),
  ];
}

/** Why a story ends well although a guarantee is off, and which one does not. */
function unharmed({ name }: ToldStory, { name: guarantee, shownBy }: ExplainedGuarantee): string {
  const other = shownBy === name ? "With another seed it may." : `The story that needs it is ${shownBy}.`;
  return `This run did not need ${guarantee}, so nobody was harmed without it. ${other}`;
}

function tryNext({ moral, name }: ToldStory, { seed, without }: RunOptions): string {
  if (without && without.shownBy !== name) return `npm run demo -- --without ${without.name}`;
  if (without) return `npm run demo -- --without ${without.name} --seed ${seed + 1}`;
  if (moral.without) return `npm run demo -- --without ${moral.without}`;
  return `npm run demo -- --story ${name} --seed ${seed + 1}`;
}

const holding = ({ url }: RunOptions): string =>
  url === undefined
    ? `all ${invariants.length} invariants hold`
    : "every invariant visible from outside holds";

/** `1 order, 18 events, 1 duplicate, 35 min of virtual time`. */
export function countsOf(result: StoryResult, { url }: RunOptions): string {
  const { orders, events, duplicates, retries, parked, tookMs } = result;
  const counts = [
    [orders, "order"],
    [events, "event"],
    [duplicates, "duplicate"],
    [retries, "retry"],
  ] as const;
  const counted = counts.flatMap(([n = 0, what]) => (n > 0 ? [count(n, what)] : []));
  const timed = `${durationText(tookMs)} of ${url === undefined ? "virtual time" : "time"}`;
  return [...counted, ...(parked > 0 ? [`${parked} parked`] : []), timed].join(", ");
}

/** The result of a story with violations: who was harmed, why, what would have prevented it; bookkeeping last. */
export function badEnd(
  result: StoryResult,
  log: NarrativeLog,
  options: RunOptions,
  drawing: Drawing,
): readonly string[] {
  const { palette, width } = drawing;
  const { without } = options;
  const state = log.stateAt(log.end);
  const harms = harmsIn(state);
  const spared = without && sparedMail(log);
  const told = harms.length > 0 ? harms : ["Nobody felt it yet; the books are wrong."];
  return [
    ...told.flatMap((harm, i) => {
      const more = spared && i === told.length - 1 ? ` ${spared}` : "";
      return wrap(withLabels(`${palette.red(palette.bold("✗"))} ${harm}${more}`, palette), width, 2);
    }),
    ...(without
      ? [
          field("Why", without.why, drawing),
          field("Prevented", `${without.prevents} That is ${without.name}.`, drawing),
          field("Asked", questionText(without.question), drawing),
        ]
      : []),
    field("Books", withLabels(booksText(result.violations, log), palette), drawing),
    field("Again", againCommand(result, options), drawing),
  ];
}

/** The command that reproduces it, without defaults. */
function againCommand({ name }: StoryResult, { seed, url, without }: RunOptions): string {
  const parts = [
    ...(without ? [`--without ${without.name}`] : []),
    ...(without?.shownBy === name ? [] : [`--story ${name}`]),
    ...(url === undefined ? (seed === 1 ? [] : [`--seed ${seed}`]) : [`--url ${url}`]),
  ];
  return `npm run demo -- ${parts.join(" ")}`;
}

/** A named remark under a story. */
export const field = (name: string, text: string, { palette, width }: Drawing): string =>
  hang(padTo(palette.dim(`  ${name}`), 12), text, Math.min(width, 150));

/** One line per story: its result, its name, and the first sentence of its moral. */
export const oneLiner = (
  { name, violations }: StoryResult,
  story: ToldStory,
  { palette, width }: Drawing,
): string => {
  const mark = violations.length === 0 ? palette.green("✓") : palette.red("✗");
  return hang(
    `${mark} ${padTo(palette.bold(name), 30)}`,
    firstSentence(story.moral.text),
    Math.min(width, 180),
  );
};

function firstSentence(text: string): string {
  return text.slice(0, text.indexOf(". ") + 1);
}

/** Names and their sentences, one per line. */
export function listed(
  things: readonly { readonly name: string; readonly about: string }[],
  { palette, width }: Drawing,
): readonly string[] {
  const widest = Math.max(...things.map(({ name }) => name.length));
  return things.map(({ about, name }) =>
    hang(`  ${padTo(palette.bold(name), widest)}  `, about, Math.min(width, 180)),
  );
}

/** The guarantees that can be switched off. */
export const listedGuarantees = (drawing: Drawing): readonly string[] => [
  `Guarantees that can be switched off: ${drawing.palette.bold("npm run demo -- --without <name>")}`,
  ...listed(disabledGuarantees, drawing),
];

/** What the symbols mean, once. @param canHarm whether a guarantee is off, so that a step may do harm */
export function legend({ palette, width }: Drawing, canHarm = false): readonly string[] {
  const symbols: readonly (readonly [symbol: string, meaning: string])[] = [
    ["✦", "a person"],
    ["→", "what a service decided about a message"],
    ["⧉", "a duplicate, dropped (the provider reports each result twice: as an answer and by webhook)"],
    ["↻", "once more"],
    ["€", "the provider's ledger"],
    ["✉", "a mail"],
    [palette.red("✝\u00A0▲"), "a fault begins or ends"],
    [palette.red("⚑"), "parked"],
    ...(canHarm ? [[palette.red("✗"), "the step that did the harm"] as const] : []),
    ["#1", "an order"],
    ["orders#1", "an instance of a service"],
  ];
  const text = symbols.map(([symbol, meaning]) => `${symbol}\u00A0${meaning}`).join(", ");
  return wrap(palette.dim("Symbols: ") + text, width, 9).map((line) => line.replaceAll("\u00A0", " "));
}
