import type { Hop } from "#messaging/instance/hops.ts";

/** An entry, as a line for people. */
export interface Line {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The order's label, if it is about one. */
  readonly label: string | undefined;
  /** The service, or the person. */
  readonly who: string;
  readonly service: Hop["service"] | undefined;
  /** How many messages led to it, counted from the request. */
  readonly depth: number;
  /** Styled. */
  readonly text: string;
  /** What makes it remarkable: a `milestone` is a new status of an order, a `step` goes as it should, a `detour` ends well. */
  readonly tone: "step" | "milestone" | "person" | "fault" | "detour" | "proof";
}

/** The text of a line, and how remarkable it is. */
export type Told = Pick<Line, "text" | "tone">;
