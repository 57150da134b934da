import { services } from "#contracts/hears.ts";
import type { Entry } from "../../../narrative/entry.ts";
import type { NarrativeLog } from "../../../narrative/log.ts";
import type { ConceptName } from "../concepts.ts";
import { headline, short, subjectOf } from "../words.ts";
import { arrowsOf } from "./arrows.ts";
import { takesEffectAt } from "./commits.ts";
import { isEnd } from "./hops-of.ts";
import { labelsOf, rangeOf } from "./labels.ts";
import type { Bar, Item, Mark, TimelineLayout } from "./picture.ts";
import { foldFromMs, margin, scaleOf } from "./scale.ts";
import { isAfterDeath, untoldHeadline } from "./untold.ts";

/** The lanes of the timeline, from the customer to the world outside. */
export const lanes: readonly string[] = ["customer", ...services, "outside"];

/** From the end of the last label to that of the picture. */
const edge = 6;

const isShown = ({ kind }: Entry): boolean => kind !== "published";

interface LayoutOptions {
  readonly least?: number;
  readonly steps?: ReadonlyMap<number, number>;
  readonly nameOf?: (orderId: string) => string | undefined;
}

/**
 * @param room the width that there is; the picture fills it, and is wider if it must be
 * @param options.least how far it may be pressed together, as a share of its usual width
 * @param options.steps the positions that have numbers below them
 * @param options.nameOf what an order is called, where several are drawn: the name is written at its first mark in each lane
 */
export function timelineLayout(
  log: NarrativeLog,
  positions: readonly number[],
  room: number,
  { least = 0.8, nameOf = () => undefined, steps }: LayoutOptions = {},
): TimelineLayout {
  const items = itemsOf(log, positions);
  const ranks = ranksOf(items);
  const widths = new Map(items.map(({ at }, i) => [at, (ranks[i] ?? 0) * besides]));
  const scale = scaleOf([...widths.keys()], room, least, (at) => widths.get(at) ?? 0);
  const named = new Set<string>();
  const firstIn = (lane: number, orderId: string | undefined): string | undefined => {
    const place = `${lane} ${orderId}`;
    if (orderId === undefined || named.has(place)) return undefined;
    named.add(place);
    return nameOf(orderId);
  };
  const placed = items.map(({ at, entry, position }, slot) => ({
    slot,
    isLate: entry.kind === "committed" && isAfterDeath(log, position, entry),
    isStep: steps?.has(position) ?? false,
    entry,
    lane: laneOf(entry),
    name: firstIn(laneOf(entry), subjectOf(entry)),
    x: scale.xOf(at) + (ranks[slot] ?? 0) * besides,
  }));
  const labels = labelsOf(placed);
  const marks = placed.map(
    ({ entry, isLate, lane, slot, x }): Mark => ({
      slot,
      position: items[slot]?.position ?? 0,
      lane,
      x,
      kind: entry.kind,
      isEnd: isEnd(entry),
      title: entry.kind === "committed" ? untoldHeadline(entry, isLate) : headline(entry),
      label: labels.get(slot),
      concept: conceptOf(entry),
    }),
  );
  const byPosition = new Map(marks.map((mark) => [mark.position, mark]));
  const { xOf: _, ...drawn } = scale;
  const ends = marks.map(({ label, x }) => (label ? rangeOf(x, label.text, label.isBefore).to + edge : 0));
  return {
    ...drawn,
    width: Math.max(drawn.width, ...ends),
    ...{ marks, arrows: arrowsOf(items, byPosition), bars: barsOf(items, byPosition) },
  };
}

/** What is drawn, each after what led to it: what a hop called can be reported before the hop is. */
const itemsOf = (log: NarrativeLog, positions: readonly number[]): readonly Item[] =>
  positions
    .flatMap((position) => {
      const entry = log.entry(position);
      if (!entry || !isShown(entry)) return [];
      const since = takesEffectAt(log, position, entry);
      return [{ position, entry, since, at: log.entry(since)?.at ?? entry.at }];
    })
    .sort((a, b) => a.since - b.since || a.position - b.position);

/** How far marks of the same moment and lane stand apart. */
const besides = 14;

/** By item, how many places it stands beside the first of its moment: where its lane is taken, it and what follows go on beside it. */
function ranksOf(items: readonly Item[]): readonly number[] {
  const moments = new Map<number, { rank: number; readonly taken: Set<number> }>();
  return items.map(({ at, entry }) => {
    const moment = moments.get(at) ?? { rank: 0, taken: new Set() };
    moments.set(at, moment);
    const lane = laneOf(entry);
    if (moment.taken.has(lane)) {
      moment.rank += 1;
      moment.taken.clear();
    }
    moment.taken.add(lane);
    return moment.rank;
  });
}

/** What is of a service is in its lane, also that its database is away. What concerns all of them is in the customers'. */
function laneOf(entry: Entry): number {
  if ("service" in entry) return lanes.indexOf(entry.service);
  const isProvider = (entry.kind === "away" || entry.kind === "back") && entry.what === "provider";
  if (isProvider || entry.kind === "charge" || entry.kind === "refund" || entry.kind === "mail")
    return lanes.length - 1;
  return 0;
}

function conceptOf(entry: Entry): ConceptName | undefined {
  if (entry.kind === "handled")
    return entry.did.saved.some(({ status }) => status === "tombstone") ? "tombstone" : undefined;
  return conceptByKind[entry.kind];
}

const conceptByKind: Partial<Record<Entry["kind"], ConceptName>> = {
  duplicate: "duplicate",
  retried: "retry",
  parked: "parked",
  killed: "instance",
  delayed: "delay",
  ignored: "ignored",
};

function barsOf(items: readonly Item[], byPosition: ReadonlyMap<number, Mark>): readonly Bar[] {
  const open = new Map<string, { readonly mark: Mark; readonly label: string }>();
  const bars: Bar[] = [];
  const close = (name: string, { position, x }: Mark, isCancelled: boolean) => {
    const timer = open.get(name);
    if (!timer) return;
    open.delete(name);
    const { label, mark } = timer;
    bars.push({ lane: mark.lane, from: mark.x, to: x, label, isCancelled, position, isOpen: false });
  };
  for (const { at, entry, position } of items) {
    const mark = byPosition.get(position);
    const timers = timersOf(entry);
    if (!mark || !timers) continue;
    for (const name of timers.due) close(name, mark, false);
    for (const name of timers.cancelled) close(name, mark, true);
    for (const { dueAt, name } of timers.set) {
      if (dueAt - at >= foldFromMs) open.set(name, { mark, label: short(name.replace(/\/.*$/, "")) });
    }
  }
  const end = Math.max(margin, ...[...byPosition.values()].map(({ x }) => x)) + 30;
  for (const { label, mark } of open.values()) {
    bars.push({
      lane: mark.lane,
      from: mark.x,
      to: end,
      label,
      isCancelled: false,
      position: mark.position,
      isOpen: true,
    });
  }
  return bars;
}

/** What happened to timers, by their names. */
interface Timers {
  readonly due: readonly string[];
  readonly cancelled: readonly string[];
  readonly set: readonly { readonly name: string; readonly dueAt: number }[];
}

function timersOf(entry: Entry): Timers | undefined {
  if (entry.kind === "handled") {
    const { did, message } = entry;
    return {
      due: [`${message.type}/${message.subject}`],
      cancelled: did.timersCancelled,
      set: did.timersSet,
    };
  }
  if (entry.kind !== "committed") return undefined;
  const { cancelled, documents, processed, timers } = entry.change;
  const due = processed.flatMap(({ type }) => documents.map(({ key }) => `${type}/${key.id}`));
  return { due, cancelled, set: timers };
}
