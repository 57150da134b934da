import type { Recording } from "../../lab/recording.ts";
import { numberText } from "../../learn/text.ts";
import type { Side } from "../../lesson.ts";
import { unitFor } from "../../lesson.ts";

/** One quantity on both sides, as it is at each moment; NaN before it is shown first. */
export interface Row {
  readonly name: string;
  /** The largest value of both sides: both are drawn on one scale. */
  readonly most: number;
  readonly of: Readonly<Record<Side, readonly number[]>>;
}

/** Both sides of a model over one axis. */
export interface OverTime {
  readonly axis: Recording["axis"];
  /** The points at which the rows have their values, evenly from the beginning to the end of the longer side. */
  readonly moments: readonly number[];
  /** What the sides differ in; the predicted quantities first. */
  readonly rows: readonly Row[];
  /** What goes the same way on both. */
  readonly alike: readonly Row[];
}

const steps = 200;
/** Shows a little of the time after the end, so that the last change is seen. */
const afterTheEnd = 1.02;

/** Puts the recordings of both sides on one axis. */
export function overTime(
  { off, on }: Readonly<Record<Side, Recording>>,
  predicted: readonly string[],
): OverTime {
  const longest = Math.max(off.end, on.end);
  const end = off.axis === "ms" ? longest * afterTheEnd : longest;
  const moments = Array.from({ length: steps + 1 }, (_, step) => (end * step) / steps);
  const names = new Set([off, on].flatMap(({ courses }) => courses.map(({ name }) => name)));
  const rows = [...names].map((name) => {
    const of = { off: valuesOf(off, name, moments), on: valuesOf(on, name, moments) };
    const all = [...of.off, ...of.on].filter((value) => !Number.isNaN(value));
    return { name, most: Math.max(0, ...all), of };
  });
  const isAlike = ({ of }: Row): boolean => of.off.every((value, i) => Object.is(value, of.on[i]));
  const isPredicted = ({ name }: Row): boolean => predicted.includes(name);
  const shown = rows.filter((row) => isPredicted(row) || !isAlike(row));
  return {
    axis: off.axis,
    moments,
    rows: [...shown.filter(isPredicted), ...shown.filter((row) => !isPredicted(row))],
    alike: rows.filter((row) => !shown.includes(row)),
  };
}

/** The value of a quantity at each moment: the latest one that was shown by then. */
function valuesOf({ courses }: Recording, named: string, moments: readonly number[]): readonly number[] {
  const { at = [], values = [] } = courses.find(({ name }) => name === named) ?? {};
  let next = 0;
  return moments.map((moment) => {
    while (next < at.length && (at[next] ?? 0) <= moment) next += 1;
    return values[next - 1] ?? Number.NaN;
  });
}

/** The path of a quantity in a picture that is `width` by `height`, in steps. */
export function pathOf(values: readonly number[], most: number, width: number, height: number): string {
  const [first, ...others] = values.flatMap((value, i) => {
    if (Number.isNaN(value)) return [];
    const x = (width * i) / Math.max(1, values.length - 1);
    return [{ x: round(x), y: round(height - (most > 0 ? (height * Math.max(0, value)) / most : 0)) }];
  });
  if (!first) return "";
  return `M${first.x} ${first.y}${others.map(({ x, y }) => `H${x}V${y}`).join("")}`;
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** A point of the axis in words: `12.5 s`, `3 min 20 s`, `after 400 trials`. */
export function pointText(axis: Recording["axis"], point: number): string {
  if (axis === "trials") {
    const trials = numberText(Math.round(point));
    return `after ${trials} ${unitFor(trials, "trials")}`;
  }
  if (point < 1_000) return `${Math.round(point)} ms`;
  if (point < 120_000) return `${(point / 1_000).toFixed(1)} s`;
  if (point < 7_200_000) return `${Math.floor(point / 60_000)} min ${Math.round((point % 60_000) / 1_000)} s`;
  const hours = point / 3_600_000;
  return hours < 72 ? `${hours.toFixed(1)} h` : `${(hours / 24).toFixed(1)} days`;
}
