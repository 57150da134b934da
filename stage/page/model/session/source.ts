import type { Action, Script } from "../../../browser/action.ts";
import type { NarrativeLog } from "../../../narrative/log.ts";
import type { Foresight } from "../promises/foresight.ts";
import type { KnownBreach } from "../promises/known-breach.ts";
import type { LinkedMoment } from "./link-parts.ts";

/** Where the page's log comes from, and what can be done there. Map, timeline, fold and hands are the same for all. */
export interface Source {
  readonly kind: "tab" | "process" | "deployment";
  readonly log: NarrativeLog;
  /** The position and the time at which the company had started. */
  readonly began: { readonly position: number; readonly at: number };
  /** Whether it allows an action; otherwise what to do instead. */
  allows(kind: Action["do"]): true | string;
  /**
   * Does something now. Resolves to the id of the order that it placed, and otherwise to undefined.
   *
   * @throws Error that says why it was refused, if that needs no time that the page controls
   */
  act(action: Action): Promise<string | undefined>;
  /** Calls `tell` with each refusal that needed such time, when the company gives it. */
  onRefused?(tell: (refusal: unknown) => void): void;
  /** Whether the log is a recording: nothing comes after its end. */
  readonly isRecorded?: true;
  /** Time that the page controls; undefined where it is real. */
  readonly time?: ControlledTime;
  /** Whether what happens comes here. Default: always. */
  isConnected?(): boolean;
  /** The time at which its present is shown, in milliseconds since 1970; undefined: as far as anybody knows, real time since its last entry. */
  now?(): number;
  /** How many entries were left out, because more happened than can be watched. */
  dropped(): number;
  /** How many entries never came to the server, which only watches the company. Undefined: it runs in it, or here. */
  lost?(): number;
  /** The fragment of a link to what is shown. Undefined: there is no such link. */
  link?(shown: LinkedMoment): string;
  /** Since when the log has everything, in milliseconds since 1970; undefined if it has its beginning. Default: it has. */
  since?(): number | undefined;
  /** What the server found broken. Default: nothing. */
  known?(): readonly KnownBreach[];
  /** Why the log has not what it takes to judge a promise; undefined if it has. */
  cannotJudge?(promise: string): string | undefined;
}

/** A clock that the page moves. */
export interface ControlledTime {
  now(): number;
  /** When something is due next; undefined if nothing can happen by itself any more. */
  next(): number | undefined;
  /** Whether customers order at a steady rate. */
  hasTraffic(): boolean;
  /** Performs what is due next. */
  step(): Promise<void>;
  /** Moves to a time at which nothing is due yet. */
  moveTo(ms: number): void;
  /** The positions at which somebody did something after all had come to rest. */
  rests(): readonly number[];
  /** Goes back to a time: forgets what came later, so that something else can be done from there. */
  rewind(ms: number): Promise<void>;
  /** Starts again from the beginning, with another script. */
  restart(script: Script): Promise<void>;
  script(): Script;
  /** The promise that breaks after a position, if nobody does anything more. @param isWanted whether anybody still wants to know */
  foresee(from: number, isWanted: () => boolean): Promise<Foresight | undefined>;
}

/** Whether time is real, and nobody but the clock moves it. */
export const isRealTime = ({ isRecorded, time }: Pick<Source, "isRecorded" | "time">): boolean =>
  !time && !isRecorded;
