// Where labels stand, and what they say where there is little room; hence the length.
import type { Entry } from "../../../narrative/entry.ts";
import { durationText } from "../words.ts";
import { characterWidth, type MarkLabel } from "./picture.ts";
import { untoldLabel } from "./untold.ts";

/** A mark that may have a label. */
export interface Labelled {
  readonly slot: number;
  readonly lane: number;
  readonly x: number;
  readonly entry: Entry;
  /** What its order is called, where several are drawn. */
  readonly name?: string | undefined;
  /** Whether the number of a step is below it. */
  readonly isStep?: boolean;
  /** Of an untold commit: whether its instance was dead by then. */
  readonly isLate?: boolean;
}

/** From a mark to the beginning of its label. */
export const labelOffset = 8;
/** How far marks and labels stay apart. */
export const apart = 8;
/** How many characters a label has at most that says what happened at several marks. */
const mostJoined = 30;
/** How far labels stay apart. */
const gap = 5;

/** What was done to the system, and a commit that it left untold: its form is higher than a point, and its words matter most. */
const faults: ReadonlySet<Entry["kind"]> = new Set([
  "arming",
  "committed",
  "killed",
  "started",
  "away",
  "back",
  "parked",
  "retried",
  "delayed",
  "delaying",
  "doubling",
  "guarantee",
  "poisoned",
]);

export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Places the labels of marks, by slot: no label runs over another one, nor over the mark of a fault, nor over the number of a step. What
 * has no room above its lane is below it, or there before its mark, or says it in fewer words; and what has none there has no label.
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
  const [urgent, usual] = [
    marks.filter(({ entry }) => faults.has(entry.kind)),
    marks.filter(({ entry }) => !faults.has(entry.kind)),
  ];
  const marked = new Set<Range>();
  for (const { lane, x } of urgent) {
    const range = { from: x - apart, to: x + apart };
    marked.add(range);
    rangesAt(lane, false).push(range);
  }
  for (const { lane, x } of marks.filter(({ isStep }) => isStep))
    rangesAt(lane, true).push({ from: x - apart, to: x + apart });
  // Words below a lane and those above the next one are in the same gap; the mark of a fault is not.
  const facing = (lane: number, isBelow: boolean): readonly Range[] =>
    rangesAt(isBelow ? lane + 1 : lane - 1, !isBelow).filter((range) => !marked.has(range));
  const placed: Placed[] = [];
  const others = ({ isBelow, lane, range }: Pick<Placed, "isBelow" | "lane" | "range">): readonly Range[] =>
    [...rangesAt(lane, isBelow), ...facing(lane, isBelow)].filter((other) => other !== range);
  for (const { entry, isLate = false, lane, name, slot, x } of inOrder(urgent, usual)) {
    const [text, short] = [labelOf(entry, isLate), briefLabelOf(entry)].map((words) =>
      [name, words].filter((word) => word !== undefined).join(" "),
    );
    if (!text) continue;
    const isFault = faults.has(entry.kind);
    const isFree = ({ isBefore, isBelow, text }: MarkLabel): boolean => {
      const range = rangeOf(x, text, isBefore);
      // Before its mark, it would be read as that of an earlier one.
      const isAnothers =
        isBefore && marks.some((one) => one.lane === lane && one.x < x && one.x > range.from);
      return (
        range.from >= 0 &&
        !isAnothers &&
        !others({ isBelow, lane, range }).some((one) => isOver(range, one, x))
      );
    };
    const place = [text, ...(short ? [short] : [])]
      .flatMap((text) => places.map((one) => ({ text, ...one })))
      .find(isFree);
    if (place) {
      const range = rangeOf(x, place.text, place.isBefore);
      rangesAt(lane, place.isBelow).push(range);
      labels.set(slot, place);
      if (!place.isBefore)
        placed.push({ slot, lane, x, isBelow: place.isBelow, isFault, range, text, times: 1 });
      continue;
    }
    // What has no room follows the label of the mark before, if that leads up to it.
    const leadsHere = (one: Placed) => one.lane === lane && one.x <= x && x - apart < one.range.to;
    const last = placed.findLast((one) => one.isFault === isFault && leadsHere(one));
    const before = last && labels.get(last.slot);
    const joined = before && joinedWith(last, before.text, text);
    if (!joined || joined.length > mostJoined) continue;
    const range = rangeOf(last.x, joined, false);
    if (others(last).some((one) => isOver(range, one, last.x))) continue;
    Object.assign(last.range, range);
    last.times += 1;
    labels.set(last.slot, { ...before, text: joined });
  }
  return labels;
}

/** A label after its mark. */
interface Placed {
  readonly slot: number;
  readonly lane: number;
  readonly x: number;
  readonly isBelow: boolean;
  readonly isFault: boolean;
  readonly range: Range;
  /** What it says of its mark alone. */
  readonly text: string;
  /** Of how many marks it tells. */
  times: number;
}

/** `checking, cooking`, or `parked ×2`: faults go together only where they are the same. Undefined if they do not. */
function joinedWith(
  { isFault, text: first, times }: Placed,
  words: string,
  text: string,
): string | undefined {
  const isCounted = words.includes("×");
  if (first === text && (times === 1 || isCounted)) return `${text} ×${times + 1}`;
  return isFault || isCounted ? undefined : `${words}, ${text}`;
}

/** The names of orders come first, then what was done to the system. */
const inOrder = (urgent: readonly Labelled[], usual: readonly Labelled[]): readonly Labelled[] => [
  ...urgent,
  ...usual.filter(({ name }) => name !== undefined),
  ...usual.filter(({ name }) => name === undefined),
];

const places = [
  { isBelow: false, isBefore: false },
  { isBelow: true, isBefore: false },
  { isBelow: true, isBefore: true },
];

/** From where to where a label reaches. */
export function rangeOf(x: number, text: string, isBefore: boolean): Range {
  const width = text.length * characterWidth;
  const from = isBefore ? x - labelOffset - width : x + labelOffset;
  return { from, to: from + width };
}

/** Whether a label reaches into a range; into that of its own mark it may. */
const isOver = ({ from, to }: Range, range: Range, x: number): boolean =>
  from < range.to + gap && range.from < to + gap && !(range.from === x - apart && range.to === x + apart);

/** The status of the first document that was saved, or what was done. */
function labelOf(entry: Entry, isLate: boolean): string | undefined {
  if (entry.kind === "handled")
    return entry.did.saved.find(({ status }) => status !== undefined)?.status?.replaceAll("-", " ");
  if (entry.kind === "committed") return untoldLabel(entry, isLate);
  if (entry.kind === "parked") return "parked";
  if (entry.kind === "retried") return `retry ${entry.tier}`;
  if (entry.kind === "killed" || entry.kind === "started") return entry.kind;
  if (entry.kind === "call" && entry.failed !== undefined) return callLabel(entry.attempt);
  if (entry.kind === "arming") return entry.ends ? "disarmed" : "kill armed";
  if (entry.kind === "delayed") return `${durationText(entry.byMs)} late`;
  if (entry.kind === "delaying")
    return entry.byMs === 0 ? "on time again" : `${durationText(entry.byMs)} late from now on`;
  if (entry.kind === "poisoned") return "poison message";
  if (entry.kind === "charge")
    return entry.charge.status === "succeeded" ? "charged" : entry.charge.status.replaceAll("-", " ");
  if (entry.kind === "refund") return "refunded";
  if (entry.kind === "guarantee") return `${entry.name} ${entry.isOn ? "on" : "off"}`;
  if (entry.kind === "away" || entry.kind === "back") return `${entry.what} ${entry.kind}`;
  if (entry.kind === "doubling") return entry.ends ? "once again" : "every message twice";
  return undefined;
}

/** What says the same where there is less room: retries and attempts come close together. */
function briefLabelOf(entry: Entry): string | undefined {
  if (entry.kind === "retried") return entry.tier;
  return entry.kind === "call" && entry.failed !== undefined ? "failed" : undefined;
}

const callLabel = (attempt: number): string => (attempt === 1 ? "call failed" : `attempt ${attempt} failed`);
