/** What a changed limit does to the messages that are allowed. */
export interface Effect {
  /** Something that was allowed is refused now. */
  readonly narrower: boolean;
  /** Something is allowed now that was refused. */
  readonly wider: boolean;
}

export const narrower: Effect = { narrower: true, wider: false };
export const wider: Effect = { narrower: false, wider: true };
export const both: Effect = { narrower: true, wider: true };
export const neither: Effect = { narrower: false, wider: false };

/** A keyword that limits values, in words, and what follows when it goes from one value to another. */
export interface Limit {
  readonly keyword: string;
  readonly words: string;
  /** Undefined: the keyword is not there. */
  effect(before: unknown, after: unknown): Effect;
}

/** Every keyword that is compared by its value alone. */
export const limits: readonly Limit[] = [
  { keyword: "minimum", words: "smallest value", effect: lower },
  { keyword: "exclusiveMinimum", words: "exclusive minimum", effect: lower },
  { keyword: "maximum", words: "largest value", effect: upper },
  { keyword: "exclusiveMaximum", words: "exclusive maximum", effect: upper },
  { keyword: "minLength", words: "shortest length", effect: lower },
  { keyword: "maxLength", words: "longest length", effect: upper },
  { keyword: "minItems", words: "smallest number of items", effect: lower },
  { keyword: "maxItems", words: "largest number of items", effect: upper },
  { keyword: "minProperties", words: "smallest number of fields", effect: lower },
  { keyword: "maxProperties", words: "largest number of fields", effect: upper },
  { keyword: "pattern", words: "pattern", effect: rule },
  { keyword: "format", words: "format", effect: rule },
  { keyword: "uniqueItems", words: "rule that no two items are equal", effect: flag },
];

function lower(before: unknown, after: unknown): Effect {
  return upper(negated(before), negated(after));
}

function upper(before: unknown, after: unknown): Effect {
  const limitOf = (value: unknown) => (typeof value === "number" ? value : Number.POSITIVE_INFINITY);
  return { narrower: limitOf(after) < limitOf(before), wider: limitOf(after) > limitOf(before) };
}

const negated = (value: unknown) => (typeof value === "number" ? -value : value);

// Whether one pattern allows more than another cannot be told in general.
function rule(before: unknown, after: unknown): Effect {
  if (before === undefined) return narrower;
  return after === undefined ? wider : both;
}

function flag(_: unknown, after: unknown): Effect {
  return after === true ? narrower : wider;
}
