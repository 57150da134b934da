import type { NarrativeLog } from "../../log.ts";
import { isAboutStory } from "../../run-story.ts";
import { idsIn, withNames } from "../ids.ts";
import { count, sentenceCase } from "../words.ts";
import { harmedIn } from "./harm.ts";

/** What the books say: how often how many promises were broken, what of it harmed nobody, and why the story did not end well. */
export function booksText(violations: readonly string[], log: NarrativeLog): string {
  const ofStory = violations.filter(isAboutStory);
  const broken = violations.filter((one) => !isAboutStory(one));
  return [
    ...(broken.length > 0 ? [`${countsOf(broken)}; --json lists them`] : []),
    ...harmlessOf(broken, log),
    ...ofStory.map((text) => sentenceCase(namedIn(log, text))),
  ].join(". ");
}

/** `11 violations of 2 promises (5 + 6)` */
function countsOf(violations: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const one of violations) {
    const promise = one.slice(0, one.indexOf(": "));
    counts.set(promise, (counts.get(promise) ?? 0) + 1);
  }
  const each = counts.size > 1 ? ` (${[...counts.values()].join(" + ")})` : "";
  return `${count(violations.length, "violation")} of ${count(counts.size, "promise")}${each}`;
}

/** The harm is told elsewhere, so that these would be told nowhere. */
function harmlessOf(violations: readonly string[], log: NarrativeLog): readonly string[] {
  const harmed = harmedIn(log.present);
  const harmless = violations.filter(
    (text) => !idsIn(text).some((id) => harmed.has(orderOfId(log, id) ?? "")),
  );
  const [first] = harmless;
  if (first === undefined) return [];
  const such = harmless.length > 1 ? ", such as" : "";
  return [`${harmless.length} harmed nobody${such}: ${namedIn(log, first.slice(first.indexOf(": ") + 2))}`];
}

/** A text with the label of an order instead of its id; a message is called after its order: `charge-settled of #1`. */
export const namedIn = (log: NarrativeLog, text: string): string =>
  withNames(text, (id) => {
    const order = log.present.orders.get(id);
    if (order) return order.label;
    const label = log.present.orders.get(orderOfId(log, id) ?? "")?.label;
    return label === undefined ? id : `of ${label}`;
  }).replaceAll(/\b[a-z]+\.([a-z-]+)(?:\.v\d+)?(?= of (?:order )?#)/g, "$1");

/** The order with this id, or that a message with this id is about. */
function orderOfId({ entries, present: { events, orders } }: NarrativeLog, id: string): string | undefined {
  if (orders.has(id)) return id;
  const event = events.get(id);
  if (event) return event.correlationId;
  for (const entry of entries)
    if ("message" in entry && entry.message?.id === id) return entry.message.correlationId;
  return undefined;
}
