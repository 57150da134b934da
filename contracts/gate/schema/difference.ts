import type { Place } from "./flatten.ts";
import type { Effect } from "./limits.ts";

/** The kind of difference; it determines the remedy. */
export type Kind =
  | "removed"
  | "renamed"
  | "moved"
  | "added-required"
  | "added-optional"
  | "made-required"
  | "made-optional"
  | "closed"
  | "opened"
  | "type"
  | "values"
  | "limit"
  | "meaning";

/** One difference between an older and a newer schema. */
export interface Difference extends Effect {
  readonly kind: Kind;
  /** The part of the message: /total/amount. */
  readonly path: string;
  /** JSON pointer in the newer file; in the older one for a removed field. */
  readonly pointer: string;
  /** A sentence without its full stop. */
  readonly what: string;
  /** The same values are allowed, with another meaning. */
  readonly meaning?: true;
  /** The field that was added or removed. */
  readonly field?: Place;
}
