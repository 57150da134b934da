import { watchedMs } from "../session/pace.ts";
import { durationText } from "../words.ts";
import { characterWidth, type Fold, type Moment, type Stretch } from "./picture.ts";

/** How far from the edge the first mark is. */
export const margin = 26;
/** The room for the label of the last mark. */
const labelRoom = 40;
/** How close moments are drawn at the most: so close, two marks in one lane touch. */
const closest = 8;
/** A longer gap is left out, and its length written there. */
export const foldFromMs = 2_000;
/** The length of a longer gap is written without seconds: the clock times on both sides have them. */
const roughFromMs = 600_000;

/** Where each moment is drawn. */
export interface Scale {
  readonly width: number;
  readonly folds: readonly Fold[];
  readonly stretches: readonly Stretch[];
  readonly moments: readonly Moment[];
  readonly xOf: (at: number) => number;
}

/**
 * Places moments: those that are close are drawn apart, and long waits are left out. It is no axis: distances say nothing.
 *
 * @param room the width that there is
 * @param least how far it may be pressed together, as a share of its usual width; a fold keeps the room for its text
 * @param widthAt the room that a moment needs for itself
 */
export function scaleOf(
  given: readonly number[],
  room: number,
  least: number,
  widthAt: (at: number) => number = () => 0,
): Scale {
  const times = [...new Set(given)].sort((a, b) => a - b);
  const steps = times.slice(1).map((at, i) => {
    const gap = at - (times[i] ?? at);
    const fold = gap > foldFromMs ? foldText(gap) : undefined;
    return { gap, fold, dx: fold ? roomOfFold(fold) : 17 + watchedMs(gap) / 22 };
  });
  const widthOf = (isFold: boolean) =>
    steps.filter(({ fold }) => (fold !== undefined) === isFold).reduce((sum, { dx }) => sum + dx, 0);
  const needed = widthOf(false);
  const own = times.reduce((sum, at) => sum + widthAt(at), 0);
  const free = room - 2 * margin - labelRoom - widthOf(true) - own;
  const stretch = needed === 0 ? 1 : Math.max(least, Math.min(1.9, free / needed));
  const moments: Moment[] = [];
  const folds: Fold[] = [];
  const stretches: Stretch[] = [];
  let end = margin;
  times.forEach((at, i) => {
    const step = steps[i - 1];
    const dx = step ? (step.fold ? step.dx : Math.max(closest, step.dx * stretch)) : 0;
    if (step?.fold) folds.push({ x: end + dx / 2, ms: step.gap, text: step.fold });
    const x = end + dx;
    if (!step || step.fold) stretches.push({ x, at });
    end = x + widthAt(at);
    moments.push({ at, from: x, to: end });
  });
  const places = new Map(moments.map(({ at, from }) => [at, from]));
  return {
    folds,
    stretches,
    moments,
    width: Math.max(room, end + margin + labelRoom),
    xOf: (at) => places.get(at) ?? margin,
  };
}

/** How much room the words of a fold need. */
export const roomOfFold = (text: string): number => text.length * characterWidth + 14;

/** How long a wait is, in words. */
export const foldText = (ms: number): string =>
  `${durationText(ms < roughFromMs ? ms : Math.round(ms / 60_000) * 60_000)} later`;
