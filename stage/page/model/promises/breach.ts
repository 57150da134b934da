import type { Entry } from "../../../narrative/entry.ts";
import type { NarrativeLog } from "../../../narrative/log.ts";
import type { CompanyState } from "../../../narrative/state.ts";
import { idsIn } from "../../../narrative/text/ids.ts";
import { customerOf, harmTo } from "../../../narrative/text/results/harm.ts";
import { takesEffectAt } from "../timeline/commits.ts";
import { count, labelOf, short, subjectOf, withLabels } from "../words.ts";
import { type Blame, blameFor } from "./blame.ts";
import { pathTo } from "./harm-path.ts";
import type { Promised } from "./promises.ts";
import { isReportDue } from "./reports.ts";

/** A broken promise: the sentence, and the way from its cause to the harm. */
export interface Breach {
  readonly sentence: string;
  readonly promise: string;
  /** Whether a person felt it; otherwise it is bookkeeping so far. */
  readonly isFelt: boolean;
  /** The positions from the cause to the harm, in order. */
  readonly path: readonly number[];
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

const listed = new Intl.ListFormat("en");

/** What a person feels comes first: money, food, mails. Every other promise is bookkeeping. */
const felt: readonly RegExp[] = [
  /one charge/,
  /pays the price/,
  /never charged/,
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

/** Tells a broken promise in one sentence, and finds the hops that led to it. */
export function breachOf(
  log: NarrativeLog,
  state: CompanyState,
  { foundAt, name, violations }: Promised,
  isFinal: boolean,
): Breach {
  const orders = violations.map((text) => orderIn(log, state, text));
  const first = Math.max(
    0,
    orders.findIndex((one) => one !== undefined),
  );
  const [violation = name, orderId] = [violations[first], orders[first]];
  const way = orderId === undefined ? [] : pathTo(log, state, { promise: name, violation, orderId });
  const without = blameFor(log, state, name, way);
  const path = way.filter((at) => isConcerned(log.entry(at), without));
  const isFelt = felt.some((pattern) => pattern.test(name));
  const told =
    ((orderId && toldOf(state, name, violation, orderId)) ?? withLabels(state, violation)) +
    luckAt(log.entry(path.at(-1) ?? -1), violation);
  const others = new Set(orders).size - 1;
  const more = others > 0 ? ` (and ${count(others, "more order")})` : "";
  const yet = isFelt ? "" : "; nobody has felt it yet";
  const sentence =
    without.length > 0
      ? `Without ${listed.format(without.map((one) => one.name))}, ${told}`
      : told.slice(0, 1).toUpperCase() + told.slice(1);
  return {
    sentence: `${sentence.replace(/\.$/, "")}${more}${yet}.`,
    promise: name,
    isFelt,
    path,
    harm: path.at(-1),
    orderId,
    without,
    isReportDue: !isFinal && orderId !== undefined && isReportDue(log, state.position, orderId),
    judged: { position: foundAt?.position ?? state.position, isAtRest: foundAt !== undefined || isFinal },
  };
}

/** A copy that did no harm: nothing told that it was one but the document that it found. */
const luckAt = (harm: Entry | undefined, violation: string): string =>
  harm?.kind === "ignored" && / twice$/.test(violation)
    ? `, and ignored the copy only because ${harm.why}`
    : "";

/** Whether an entry led to the harm: a guarantee that had nothing to do with it did not. */
const isConcerned = (entry: Entry | undefined, blamed: readonly Blame[]): boolean =>
  entry?.kind !== "guarantee" || blamed.some(({ name }) => name === entry.name);

/** The order that a violation is about: it names the order, or one of its messages. */
export function orderIn(log: NarrativeLog, state: CompanyState, violation: string): string | undefined {
  const ids = idsIn(violation);
  const named = ids.find((id) => state.orders.has(id));
  if (named) return named;
  for (const id of ids) {
    const event = state.events.get(id);
    if (event && state.orders.has(event.correlationId)) return event.correlationId;
    for (let at = state.position - 1; at >= log.first; at -= 1) {
      const entry = log.entry(at);
      if (entry && "message" in entry && entry.message?.id === id) return subjectOf(entry);
    }
  }
  return undefined;
}

const harmBy: readonly (readonly [RegExp, Parameters<typeof harmTo>[2]])[] = [
  [/one charge/, ["chargedTwice"]],
  [/pays the price/, ["notRefunded", "unpaid"]],
  [/delivered or cancelled/, ["paidAndWaiting", "waiting"]],
];

/** The breach as its customer feels it, in the words of the terminal, or as the order's books have it. */
function toldOf(state: CompanyState, promise: string, violation: string, orderId: string) {
  const kinds = harmBy.find(([pattern]) => pattern.test(promise))?.[1] ?? [];
  const harm = harmTo(state, orderId, kinds);
  if (harm) return harm;
  const [label, who] = [labelOf(state, orderId), customerOf(state, orderId)];
  const mail = /sent twice/.test(promise) && mailedTwice(state, orderId);
  if (mail) return `${who} got the mail “${mail}” twice`;
  for (const [pattern, sentence] of sentences) {
    const found = pattern.exec(violation);
    if (found) return sentence(label, who, found.slice(1));
  }
  return undefined;
}

/** The subject of a mail that left twice. */
function mailedTwice({ mailbox }: CompanyState, orderId: string): string | undefined {
  const sent = new Set<string>();
  return mailbox.find((mail) => {
    const isAgain = mail.orderId === orderId && sent.has(mail.notificationId);
    sent.add(mail.notificationId);
    return isAgain;
  })?.subject;
}

type Sentence = (label: string, who: string, found: readonly string[]) => string;

const sentences: readonly (readonly [RegExp, Sentence])[] = [
  [/, ([2-9]|\d\d) refunds/, (label, who, [n]) => `${who} got the money for ${label} back ${n} times`],
  [
    /before payment, and then (.+)$/,
    (label, _, [what = ""]) =>
      `${label} was cancelled before it was paid, and ${what.replace(/, ([^,]+)$/, " and $1")} nevertheless`,
  ],
  [
    /^(\S+) of order \S+ was sent by (\S+) twice/,
    (label, who, [type = "", by]) => `${who} is about to get the ${by} on ${short(type)} of ${label} twice`,
  ],
  [
    /^(\w+)\/\S+ changed from (\S+) to (\S+)/,
    (label, _, [collection = "", from, to]) =>
      `${documents[collection] ?? collection} of ${label} went from ${from} to ${to}, which must not happen`,
  ],
  [
    /^(\S+) handled (\S+) \S+ twice/,
    (label, _, [by, type = ""]) => `${by} handled ${short(type)} of ${label} twice`,
  ],
  [
    /^(\S+) handled (\S+) \S+, which was never/,
    (label, _, [by, type = ""]) =>
      `${by} handled ${short(type)} of ${label}, which its publisher never committed`,
  ],
  [
    /^(\S+) never handled (\S+)/,
    (label, _, [by, type = ""]) => `${by} never handled ${short(type)} of ${label}`,
  ],
];

const documents: Readonly<Record<string, string>> = {
  orders: "the status",
  payments: "the payment",
  tickets: "the kitchen's ticket",
  deliveries: "the delivery",
};
