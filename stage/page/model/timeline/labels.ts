import type { Entry } from "../../../narrative/entry.ts";
import { durationText } from "../words.ts";
import type { MarkLabel } from "./picture.ts";
import { untoldLabel } from "./untold.ts";

/** A mark that may have a label. */
export interface Labelled {
  readonly slot: number;
  readonly lane: number;
  readonly x: number;
  readonly entry: Entry;
}

/** How wide a character of a label is, at the most. */
const characterWidth = 5.6;
/** From a mark to the beginning of its label. */
export const labelOffset = 8;
/** How far marks and labels stay apart. */
const apart = 8;

/** What was done to the system: its form is higher than a point, and its words matter most. */
const faults: ReadonlySet<Entry["kind"]> = new Set([
  "arming",
  "killed",
  "started",
  "away",
  "back",
  "parked",
  "retried",
  "delayed",
  "doubling",
  "guarantee",
]);

interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Places the labels of marks, by slot: no label runs over another one, nor over the mark of a fault. What has no room above its lane is
 * below it, and what has none there has no label.
 */
export function labelsOf(marks: readonly Labelled[]): ReadonlyMap<number, MarkLabel> {
  const labels = new Map<number, MarkLabel>();
  const taken = new Map<string, Range[]>();
  const rangesAt = (lane: number, isBelow: boolean): Range[] => {
    const place = `${lane} ${isBelow}`;
    const ranges = taken.get(place) ?? [];
    taken.set(place, ranges);
    return ranges;
  };
  const [urgent, usual] = [marks.filter(isFault), marks.filter((mark) => !isFault(mark))];
  for (const { lane, x } of urgent) rangesAt(lane, false).push({ from: x - apart, to: x + apart });
  for (const { entry, lane, slot, x } of [...urgent, ...usual]) {
    const text = labelOf(entry);
    if (text === undefined) continue;
    const label = { from: x + labelOffset, to: x + labelOffset + text.length * characterWidth };
    for (const isBelow of [false, true]) {
      const ranges = rangesAt(lane, isBelow);
      if (labels.has(slot) || ranges.some((range) => isOver(label, range, x))) continue;
      ranges.push(label);
      labels.set(slot, { text, isBelow });
    }
  }
  return labels;
}

/** Whether a label reaches into a range; into that of its own mark it may. */
const isOver = ({ from, to }: Range, range: Range, x: number): boolean =>
  from < range.to && range.from < to && !(range.from === x - apart && range.to === x + apart);

const isFault = ({ entry }: Labelled): boolean => faults.has(entry.kind);

/** The status of the first document that was saved, or what was done. */
function labelOf(entry: Entry): string | undefined {
  if (entry.kind === "handled")
    return entry.did.saved.find(({ status }) => status !== undefined)?.status?.replaceAll("-", " ");
  if (entry.kind === "committed") return untoldLabel(entry);
  if (entry.kind === "parked") return "parked";
  if (entry.kind === "retried") return `retry ${entry.tier}`;
  if (entry.kind === "killed") return "killed";
  if (entry.kind === "arming") return entry.ends ? "disarmed" : "kill armed";
  if (entry.kind === "delayed") return `${durationText(entry.byMs)} late`;
  if (entry.kind === "charge" && entry.charge.status === "succeeded") return "charged";
  if (entry.kind === "refund") return "refunded";
  if (entry.kind === "guarantee") return `${entry.name} ${entry.isOn ? "on" : "off"}`;
  if (entry.kind === "away" || entry.kind === "back") return `${entry.what} ${entry.kind}`;
  if (entry.kind === "doubling") return entry.ends ? "once again" : "every message twice";
  return undefined;
}
