import type { Entry } from "../../../narrative/entry.ts";
import type { ConceptName } from "../concepts.ts";

/** How wide a character of the words in the picture is, at the most. */
export const characterWidth = 5.6;

/** Something that happened, as a point in its lane. */
export interface Mark {
  /** Its number in the picture: what is drawn there before is changed to it. */
  readonly slot: number;
  readonly position: number;
  readonly lane: number;
  readonly x: number;
  readonly kind: Entry["kind"];
  /** Whether it ends what was broken. */
  readonly isEnd: boolean;
  readonly title: string;
  /** The status that a document took, where there is room for it. */
  readonly label: MarkLabel | undefined;
  /** What it is an example of. */
  readonly concept: ConceptName | undefined;
}

/** The words at a mark: above its lane, or below where they would run over another mark; after it, or before. */
export interface MarkLabel {
  readonly text: string;
  readonly isBelow: boolean;
  readonly isBefore: boolean;
}

/** A message from the mark that published it to the one that handled it. */
export interface Arrow {
  readonly slot: number;
  readonly from: Mark;
  readonly to: Mark;
  readonly form: "event" | "cancellation" | "duplicate" | "retry" | "call";
}

/** A timer: from where it was set to where it came due, or was cancelled. */
export interface Bar {
  readonly lane: number;
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly isCancelled: boolean;
  /** The position of its end, or of its beginning as long as it runs. */
  readonly position: number;
  /** Whether it has no end in the picture. */
  readonly isOpen: boolean;
}

/** Time in which nothing happened to the order: left out, whatever its length. */
export interface Fold {
  /** The middle of the break. */
  readonly x: number;
  readonly ms: number;
  /** How long it is, in words. */
  readonly text: string;
}

/** Where the picture begins, and where it goes on after a fold. */
export interface Stretch {
  readonly x: number;
  /** When, in milliseconds. */
  readonly at: number;
}

/** From where to where what happened in one millisecond is drawn. */
export interface Moment {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** An order, or several, drawn over time. */
export interface TimelineLayout {
  readonly width: number;
  /** In the order of time. */
  readonly moments: readonly Moment[];
  readonly marks: readonly Mark[];
  readonly arrows: readonly Arrow[];
  readonly bars: readonly Bar[];
  readonly folds: readonly Fold[];
  readonly stretches: readonly Stretch[];
}

/**
 * How far a picture has come at a position, as a position before which the same of it has happened: another one only when one more of
 * its hops has happened.
 */
export const reachedIn = ({ bars, marks }: TimelineLayout, position: number): number =>
  [...marks, ...bars].reduce(
    (last, one) => (one.position < position ? Math.max(last, one.position + 1) : last),
    0,
  );

/** An entry and its position. */
export interface Item {
  readonly position: number;
  readonly entry: Entry;
  /** When it took effect, in milliseconds since 1970: a service reports a hop a moment after its commit. */
  readonly at: number;
}
