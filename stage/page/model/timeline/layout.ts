import { services } from "#contracts/hears.ts";
import type { Entry } from "../../../narrative/entry.ts";
import type { NarrativeLog } from "../../../narrative/log.ts";
import type { ConceptName } from "../concepts.ts";
import { headline, short } from "../words.ts";
import { arrowsOf } from "./arrows.ts";
import { labelsOf } from "./labels.ts";
import type { Bar, Item, Mark, TimelineLayout } from "./picture.ts";
import { foldFromMs, margin, scaleOf } from "./scale.ts";

/** The lanes of the timeline, from the customer to the world outside. */
export const lanes: readonly string[] = ["customer", ...services, "outside"];

const isShown = ({ kind }: Entry): boolean => kind !== "published";

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
  const scale = scaleOf(
    items.map(({ entry }) => entry.at),
    room,
    least,
  );
  const placed = items.map(({ entry }, slot) => ({
    slot,
    entry,
    lane: laneOf(entry),
    x: scale.xOf(entry.at),
  }));
  const labels = labelsOf(placed);
  const marks = placed.map(
    ({ entry, lane, slot, x }): Mark => ({
      slot,
      position: items[slot]?.position ?? 0,
      lane,
      x,
      kind: entry.kind,
      title: headline(entry),
      label: labels.get(slot),
      concept: conceptOf(entry),
    }),
  );
  const byPosition = new Map(marks.map((mark) => [mark.position, mark]));
  const { xOf, ...drawn } = scale;
  return { ...drawn, marks, arrows: arrowsOf(items, byPosition), bars: barsOf(items, byPosition, xOf) };
}

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
