import type { Place } from "./flatten.ts";
import type { Effect } from "./limits.ts";

/** What kind of change it is: the way out depends on it. */
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

/** One thing that an older and a newer schema say differently. */
export interface Difference extends Effect {
  readonly kind: Kind;
  /** The part of the message: /total/amount. */
  readonly path: string;
  /** Where in the file: the newer one, or the older one for what was removed. */
  readonly pointer: string;
  /** In plain words, without a full stop. */
  readonly what: string;
  /** The same values are allowed, and say something else. */
  readonly meaning?: true;
  /** What was added or removed. */
  readonly field?: Place;
}
