import { services } from "#contracts/hears.ts";
import type { Entry } from "../../../narrative/entry.ts";
import type { NarrativeLog } from "../../../narrative/log.ts";
import type { ConceptName } from "../concepts.ts";
import { headline, short, subjectOf } from "../words.ts";
import { arrowsOf } from "./arrows.ts";
import { takesEffectAt } from "./commits.ts";
import { labelsOf, rangeOf } from "./labels.ts";
import type { Bar, Item, Mark, TimelineLayout } from "./picture.ts";
import { foldFromMs, margin, scaleOf } from "./scale.ts";
import { untoldHeadline } from "./untold.ts";

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
  const scale = scaleOf(
    items.map(({ at }) => at),
    room,
    least,
  );
  const named = new Set<string>();
  const firstIn = (lane: number, orderId: string | undefined): string | undefined => {
    const place = `${lane} ${orderId}`;
    if (orderId === undefined || named.has(place)) return undefined;
    named.add(place);
    return nameOf(orderId);
  };
  const placed = items.map(({ at, entry, position }, slot) => ({
    slot,
    isStep: steps?.has(position) ?? false,
    entry,
    lane: laneOf(entry),
    name: firstIn(laneOf(entry), subjectOf(entry)),
    x: scale.xOf(at),
  }));
  const labels = labelsOf(placed);
  const marks = placed.map(
    ({ entry, lane, slot, x }): Mark => ({
      slot,
      position: items[slot]?.position ?? 0,
      lane,
      x,
      kind: entry.kind,
      title: entry.kind === "committed" ? untoldHeadline(entry) : headline(entry),
      label: labels.get(slot),
      concept: conceptOf(entry),
    }),
  );
  const byPosition = new Map(marks.map((mark) => [mark.position, mark]));
  const { xOf, ...drawn } = scale;
  const ends = marks.map(({ label, x }) => (label ? rangeOf(x, label.text, label.isBefore).to + edge : 0));
  return {
    ...drawn,
    width: Math.max(drawn.width, ...ends),
    ...{ marks, arrows: arrowsOf(items, byPosition), bars: barsOf(items, byPosition, xOf) },
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

function laneOf(entry: Entry): number {
  if ("service" in entry && entry.kind !== "away" && entry.kind !== "back")
    return lanes.indexOf(entry.service);
  if (entry.kind === "person") return 0;
  if (entry.kind === "charge" || entry.kind === "refund" || entry.kind === "mail") return lanes.length - 1;
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
};

function barsOf(
  items: readonly Item[],
  byPosition: ReadonlyMap<number, Mark>,
  xOf: (at: number) => number,
): readonly Bar[] {
  const open = new Map<string, { readonly mark: Mark; readonly label: string }>();
  const bars: Bar[] = [];
  const close = (name: string, { at, position }: Item, isCancelled: boolean) => {
    const timer = open.get(name);
    if (!timer) return;
    open.delete(name);
    const { label, mark } = timer;
    bars.push({ lane: mark.lane, from: mark.x, to: xOf(at), label, isCancelled, position });
  };
  for (const item of items) {
    const { at, entry, position } = item;
    const mark = byPosition.get(position);
    const timers = timersOf(entry);
    if (!mark || !timers) continue;
    for (const name of timers.due) close(name, item, false);
    for (const name of timers.cancelled) close(name, item, true);
    for (const { dueAt, name } of timers.set) {
      if (dueAt - at >= foldFromMs) open.set(name, { mark, label: short(name.replace(/\/.*$/, "")) });
    }
  }
  const end = Math.max(margin, ...[...byPosition.values()].map(({ x }) => x)) + 30;
  for (const { label, mark } of open.values()) {
    bars.push({ lane: mark.lane, from: mark.x, to: end, label, isCancelled: false, position: mark.position });
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
