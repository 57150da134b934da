import { services } from "#contracts/hears.ts";
import type { Entry } from "../../../narrative/entry.ts";
import type { NarrativeLog } from "../../../narrative/log.ts";
import type { ConceptName } from "../concepts.ts";
import { watchedMs } from "../session/pace.ts";
import { durationText, headline, short } from "../words.ts";
import { arrowsOf } from "./arrows.ts";
import type { Bar, Fold, Item, Mark, TimelineLayout } from "./picture.ts";

/** The lanes of the timeline, from the customer to the world outside. */
export const lanes: readonly string[] = ["customer", ...services, "outside"];

const margin = 26;
/** The room for the label of the last mark. */
const labelRoom = 40;
const isShown = ({ kind }: Entry): boolean => kind !== "published";
/** A longer gap is folded, and its length written on it. */
const foldFromMs = 2_000;

/**
 * @param room the width that there is; the picture fills it, and is wider if it must be
 * @param least how far it may be pressed together, as a share of its usual width
 */
export function timelineLayout(
  log: NarrativeLog,
  positions: readonly number[],
  room: number,
  least = 0.8,
): TimelineLayout {
  const items = positions.flatMap((position): readonly Item[] => {
    const entry = log.entry(position);
    return entry && isShown(entry) ? [{ position, entry }] : [];
  });
  const { folds, width, xOf } = scaleOf(items, room, least);
  const lastLabel = new Map<number, number>();
  const marks = items.map(({ entry, position }, slot): Mark => {
    const lane = laneOf(entry);
    const x = xOf(entry.at);
    const label = labelOf(entry);
    const fits = label !== undefined && x > (lastLabel.get(lane) ?? 0);
    if (fits) lastLabel.set(lane, x + label.length * 5.6 + 10);
    return {
      slot,
      position,
      lane,
      x,
      kind: entry.kind,
      title: headline(entry),
      label: fits ? label : undefined,
      concept: conceptOf(entry),
    };
  });
  const byPosition = new Map(marks.map((mark) => [mark.position, mark]));
  return { width, marks, folds, arrows: arrowsOf(items, byPosition), bars: barsOf(items, byPosition, xOf) };
}

/** Times that are close are drawn apart, long waits together. */
function scaleOf(items: readonly Item[], room: number, least: number) {
  const times = [...new Set(items.map(({ entry }) => entry.at))].sort((a, b) => a - b);
  const steps = times.slice(1).map((at, i) => {
    const gap = at - (times[i] ?? at);
    return { gap, dx: gap > foldFromMs ? 64 : 17 + watchedMs(gap) / 22 };
  });
  const needed = steps.reduce((sum, { dx }) => sum + dx, 0);
  const stretch = needed === 0 ? 1 : Math.max(least, Math.min(1.9, (room - 2 * margin - labelRoom) / needed));
  const places = new Map<number, number>();
  const folds: Fold[] = [];
  let x = margin;
  times.forEach((at, i) => {
    const step = steps[i - 1];
    if (step) {
      if (step.gap > foldFromMs) folds.push({ x: x + (step.dx * stretch) / 2, ms: step.gap });
      x += step.dx * stretch;
    }
    places.set(at, x);
  });
  return {
    folds,
    width: Math.max(room, x + margin + labelRoom),
    xOf: (at: number) => places.get(at) ?? margin,
  };
}

function laneOf(entry: Entry): number {
  if ("service" in entry && entry.kind !== "away" && entry.kind !== "back")
    return lanes.indexOf(entry.service);
  if (entry.kind === "person") return 0;
  if (entry.kind === "charge" || entry.kind === "refund" || entry.kind === "mail") return lanes.length - 1;
  return 0;
}

/** The status of the first document that was saved. */
function labelOf(entry: Entry): string | undefined {
  if (entry.kind === "handled") return entry.did.saved.find(({ status }) => status !== undefined)?.status;
  if (entry.kind === "parked") return "parked";
  if (entry.kind === "retried") return `retry ${entry.tier}`;
  if (entry.kind === "killed") return "killed";
  if (entry.kind === "delayed") return `${durationText(entry.byMs)} late`;
  if (entry.kind === "charge" && entry.charge.status === "succeeded") return "charged";
  if (entry.kind === "refund") return "refunded";
  if (entry.kind === "guarantee") return `${entry.name} ${entry.isOn ? "on" : "off"}`;
  if (entry.kind === "away" || entry.kind === "back") return `${entry.what} ${entry.kind}`;
  if (entry.kind === "doubling") return entry.ends ? "once again" : "every message twice";
  return undefined;
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
  const close = (name: string, at: number, isCancelled: boolean) => {
    const timer = open.get(name);
    if (!timer) return;
    open.delete(name);
    bars.push({ lane: timer.mark.lane, from: timer.mark.x, to: xOf(at), label: timer.label, isCancelled });
  };
  for (const { entry, position } of items) {
    const mark = byPosition.get(position);
    if (!mark || entry.kind !== "handled") continue;
    close(`${entry.message.type}/${entry.message.subject}`, entry.at, false);
    for (const name of entry.did.timersCancelled) close(name, entry.at, true);
    for (const { dueAt, name } of entry.did.timersSet) {
      if (dueAt - entry.at >= foldFromMs) open.set(name, { mark, label: short(name.replace(/\/.*$/, "")) });
    }
  }
  const end = Math.max(margin, ...[...byPosition.values()].map(({ x }) => x)) + 30;
  for (const { label, mark } of open.values()) {
    bars.push({ lane: mark.lane, from: mark.x, to: end, label, isCancelled: false });
  }
  return bars;
}
