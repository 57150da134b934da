import type { Entry } from "../../../narrative/entry.ts";
import type { NarrativeLog } from "../../../narrative/log.ts";
import type { CompanyState } from "../../../narrative/state.ts";
import { idsIn } from "../../../narrative/text/ids.ts";
import { reasonText } from "../../../narrative/text/reasons.ts";
import { listed, sentenceCase } from "../../../narrative/text/words.ts";
import { parkedIds } from "../parked.ts";
import { takesEffectAt } from "../timeline/commits.ts";
import { count, labelOf, short, subjectOf, withLabels } from "../words.ts";
import { type Blame, blameFor } from "./blame/blame.ts";
import { concerned } from "./blame/concerned.ts";
import { toldOf } from "./breach-words.ts";
import { consequenceOf } from "./consequence.ts";
import { pathTo } from "./harm-path.ts";
import { orderOfHandled } from "./history.ts";
import type { KnownBreach } from "./known-breach.ts";
import { mustHoldAlways, type Promised } from "./promises.ts";
import { isReportDue } from "./reports.ts";
import { wasFelt } from "./rest/felt-at-rest.ts";

/** A broken promise: the sentence, and the way from its cause to the harm. */
export interface Breach {
  readonly sentence: string;
  /** The sentence without what is known only at the moment at which the promise was judged. */
  readonly bare: string;
  readonly promise: string;
  /** Whether a person felt it; otherwise it is bookkeeping so far. */
  readonly isFelt: boolean;
  /** Whether a person feels harm of it now: by itself, or by what came of it. */
  readonly isHarmful: boolean;
  /** The positions from the cause to the harm, in order. */
  readonly path: readonly number[];
  /** The same in words, where only the server remembers it. */
  readonly way: KnownBreach["way"];
  /** The hop that did the harm: the last one of the path. */
  readonly harm: number | undefined;
  readonly orderId: string | undefined;
  /** The guarantees that could have prevented it and were off when it happened, each with how the harm came about without it. */
  readonly without: readonly Blame[];
  /** Whether a service has yet to report a hop of the order that it has committed: then the way may lack its end. */
  readonly isReportDue: boolean;
  /** When it was found. */
  readonly judged: Judged;
}

/** Whether the log has lost what led to a breach: only the server remembers it, in words. */
export const isForgotten = ({ harm, way }: Pick<Breach, "harm" | "way">): boolean =>
  harm === undefined && way.length > 0;

/** How long after a moment of the log the harm is done, in milliseconds; undefined if it has been done. */
export function harmComesIn(
  { harm, judged }: Breach,
  log: NarrativeLog,
  { now, position }: { readonly now: number; readonly position: number },
): number | undefined {
  const last = harm ?? judged.position - 1;
  const entry = log.entry(last);
  if (position > (entry ? takesEffectAt(log, last, entry) : last)) return undefined;
  return Math.max(0, (entry?.at ?? now) - now);
}

/** A moment at which promises were judged. */
export interface Judged {
  readonly position: number;
  /** Whether the company was at rest: then promises about the end were judged, too. */
  readonly isAtRest: boolean;
}

/** The breach that a page tells, for another page to tell the same. */
export interface Told extends Judged {
  /** The promise; undefined: the worst that was broken then. */
  readonly promise?: string;
  /** The order that the sentence is about. */
  readonly orderId?: string;
}

/** What a person feels comes first: money, food, mails. Every other promise is bookkeeping. */
const felt: readonly RegExp[] = [
  /one charge/,
  /pays the price/,
  /cancelled before payment/,
  /delivered or cancelled/,
  /one courier/,
  /notification is sent twice/,
  /learns how/,
];

/** The promise whose breach a person feels most. */
export function worstOf(promises: readonly Promised[]): Promised | undefined {
  const broken = promises.filter(({ is }) => is === "broken");
  for (const pattern of felt) {
    const found = broken.find(({ name }) => pattern.test(name));
    if (found) return found;
  }
  return broken[0];
}

const notFelt = "; nobody has felt it yet";
const madeGood = "; nobody feels it anymore";

/** A sentence about a breach without what holds only for the moment at which it was found. */
export const undated = (sentence: string): string => sentence.replace(notFelt, "").replace(madeGood, "");

/** What is told of a breach at a position: at an earlier one than it was judged at, nothing that is known only since. */
export const sentenceAt = ({ bare, judged, sentence }: Breach, position: number): string =>
  position < judged.position ? bare : sentence;

/** Tells a broken promise in one sentence, and finds the hops that led to it. */
export function breachOf(
  log: NarrativeLog,
  state: CompanyState,
  { foundAt, judgedAt, known = [], name, violations }: Promised,
  isFinal: boolean,
): Breach {
  const orders = violations.map((text) => orderIn(log, state, text) ?? toldBy(known, text)?.orderId);
  const first = Math.max(
    0,
    orders.findIndex((one) => one !== undefined),
  );
  const [violation = name, orderId] = [violations[first], orders[first]];
  const way = orderId === undefined ? [] : pathTo(log, state, { promise: name, violation, orderId });
  const without = blameFor(log, state, name, way);
  const seen = concerned(log, state, way, without);
  const told = toldBy(known, violation);
  // Where the log has lost a part of the way, the server has more of it.
  const remembered = told && told.way.length >= seen.length ? told : undefined;
  const path = remembered && told?.way.length !== seen.length ? [] : seen;
  const isFelt = felt.some((pattern) => pattern.test(name));
  const last = log.entry(path.at(-1) ?? -1);
  const what =
    parkedText(state, last) ??
    ((orderId && toldOf(state, name, violation, orderId)) ?? withLabels(state, violation)) +
      luckAt(last, violation);
  const others = new Set(orders).size - 1;
  const more = others > 0 ? ` (the promise broke for ${count(others, "more order")}, too)` : "";
  const isAtRest = foundAt !== undefined || isFinal || !mustHoldAlways(name);
  const feels = isFelt ? undefined : consequenceOf(log, state, { isAtRest, orders, without });
  const calm = () => `${wasFelt(log, orders, state.position) ? madeGood : notFelt}.`;
  const end = !feels || feels.isFeltOtherwise ? "." : calm();
  const because = (text: string): string =>
    without.length > 0
      ? `Without ${listed.format(without.map((one) => one.name))}, ${text.replace(/^The /, "the ")}`
      : sentenceCase(text);
  const bare = because(what).replace(/\.$/, "");
  return {
    sentence:
      remembered?.sentence ??
      (feels?.harm ? `${because(feels.harm)} ${sentenceCase(what)}${more}.` : `${bare}${more}${end}`),
    bare: remembered?.sentence ?? `${bare}.`,
    promise: name,
    isFelt,
    isHarmful: isFelt || feels?.harm !== undefined,
    path,
    way: remembered?.way ?? [],
    harm: path.at(-1),
    orderId,
    without,
    isReportDue: !isFinal && orderId !== undefined && isReportDue(log, state.position, orderId),
    // What only the server knows is broken wherever the page looks: it is told again at the same position.
    judged: { position: judgedAt ?? state.position, isAtRest },
  };
}

const toldBy = (known: readonly KnownBreach[], text: string): KnownBreach | undefined =>
  known.find(({ violation }) => violation === text);

/** A message that was parked, with its error. */
const parkedText = (state: CompanyState, harm: Entry | undefined): string | undefined =>
  harm?.kind === "parked" && harm.message
    ? `${harm.service} parked ${short(harm.message.type)} of ${labelOf(state, harm.message.correlationId)} (${reasonText(harm.why)})`
    : undefined;

/** A copy that did no harm: nothing told that it was one but the document that it found. */
const luckAt = (harm: Entry | undefined, violation: string): string =>
  harm?.kind === "ignored" && / twice$/.test(violation)
    ? `, and ignored the copy only because ${harm.why}`
    : "";

/** The order that a violation is about: it names the order, or one of its messages. */
export function orderIn(log: NarrativeLog, state: CompanyState, violation: string): string | undefined {
  const [, parker] = /^(\S+) parked /.exec(violation) ?? [];
  const parked = parker === undefined ? [] : parkedIds(state, parker).filter((id) => !state.poison.has(id));
  const ids = [...idsIn(violation), ...parked.reverse()];
  const named = ids.find((id) => state.orders.has(id));
  if (named) return named;
  for (const id of ids) {
    const order = state.events.get(id)?.correlationId ?? orderOfHandled(log, id);
    if (order !== undefined && state.orders.has(order)) return order;
    for (let at = state.position - 1; at >= log.first; at -= 1) {
      const entry = log.entry(at);
      if (entry && "message" in entry && entry.message?.id === id) return subjectOf(entry);
    }
  }
  return undefined;
}
