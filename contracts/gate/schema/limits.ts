/** How a change affects the set of valid messages. */
export interface Effect {
  /** A value that was valid is now rejected. */
  readonly narrower: boolean;
  /** A value that was rejected is now valid. */
  readonly wider: boolean;
}

export const narrower: Effect = { narrower: true, wider: false };
export const wider: Effect = { narrower: false, wider: true };
export const both: Effect = { narrower: true, wider: true };
export const neither: Effect = { narrower: false, wider: false };

/** A keyword that limits values, its name in messages, and the effect of a change. */
export interface Limit {
  readonly keyword: string;
  readonly label: string;
  /** `undefined` stands for an absent keyword. */
  effect(before: unknown, after: unknown): Effect;
}

/** The keywords that are compared by value alone. */
export const limits: readonly Limit[] = [
  { keyword: "minimum", label: "minimum", effect: lower },
  { keyword: "exclusiveMinimum", label: "exclusive minimum", effect: lower },
  { keyword: "maximum", label: "maximum", effect: upper },
  { keyword: "exclusiveMaximum", label: "exclusive maximum", effect: upper },
  { keyword: "minLength", label: "minimum length", effect: lower },
  { keyword: "maxLength", label: "maximum length", effect: upper },
  { keyword: "minItems", label: "minimum number of items", effect: lower },
  { keyword: "maxItems", label: "maximum number of items", effect: upper },
  { keyword: "minProperties", label: "minimum number of fields", effect: lower },
  { keyword: "maxProperties", label: "maximum number of fields", effect: upper },
  { keyword: "pattern", label: "pattern", effect: rule },
  { keyword: "format", label: "format", effect: rule },
  { keyword: "uniqueItems", label: "uniqueItems rule", effect: flag },
];

function lower(before: unknown, after: unknown): Effect {
  return upper(negated(before), negated(after));
}

function upper(before: unknown, after: unknown): Effect {
  const limitOf = (value: unknown) => (typeof value === "number" ? value : Number.POSITIVE_INFINITY);
  return { narrower: limitOf(after) < limitOf(before), wider: limitOf(after) > limitOf(before) };
}

const negated = (value: unknown) => (typeof value === "number" ? -value : value);

// In general it is undecidable whether one pattern allows more than another.
function rule(before: unknown, after: unknown): Effect {
  if (before === undefined) return narrower;
  return after === undefined ? wider : both;
}

function flag(_: unknown, after: unknown): Effect {
  return after === true ? narrower : wider;
}
