import { apart, type Range, rangeOf } from "./labels.ts";
import { characterWidth, type Fold, type Stretch, type TimelineLayout } from "./picture.ts";

/** From where to where the words of a fold reach. */
export function rangeOfFold({ text, x }: Fold): Range {
  const half = (text.length * characterWidth) / 2;
  return { from: x - half, to: x + half };
}

/** From where to where the time reaches at which a stretch begins. */
export const rangeOfStretch = ({ x }: Stretch): Range => ({ from: x - apart, to: x + 48 });

/** Whether an edge of what is seen of a picture cuts words. */
export const isCut = (words: Range, seen: Range): boolean =>
  isCutAt(words, seen.from) || isCutAt(words, seen.to);

const isCutAt = ({ from, to }: Range, edge: number): boolean => from < edge && edge < to;

/**
 * Where a picture may begin that is scrolled: there, or before the words that the edge would cut.
 *
 * @param least how far back it may begin: where words follow words without end, the edge cuts one
 */
export function edgeBetweenWords(
  { folds, marks, stretches }: Pick<TimelineLayout, "folds" | "marks" | "stretches">,
  wanted: number,
  least = Number.NEGATIVE_INFINITY,
): number {
  const words = [
    ...marks.flatMap(({ label, x }) => (label ? [rangeOf(x, label.text, label.isBefore)] : [])),
    ...folds.map(rangeOfFold),
    ...stretches.map(rangeOfStretch),
  ];
  for (let edge = wanted; edge >= least; ) {
    const cut = words.filter((one) => isCutAt(one, edge)).map(({ from }) => from);
    if (cut.length === 0) return edge;
    edge = Math.min(...cut);
  }
  return wanted;
}
