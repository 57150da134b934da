import type { Script } from "../../../browser/action.ts";
import { tabSession } from "../../../browser/tab-session.ts";
import type { NarrativeLog } from "../../../narrative/log.ts";
import { type Breach, breachOf, worstOf } from "./breach.ts";
import { type Promised, promisesAt } from "./promises.ts";
import { isReportDue } from "./reports.ts";

/** A promise that breaks later, if nobody does anything more. */
export interface Foresight {
  readonly sentence: string;
  /** When it is known to be broken, in milliseconds since 1970. */
  readonly at: number;
  /** The first position at which it is known to be broken: where a page that stops at a breach stops. The hop that broke it is reported before that. */
  readonly position: number;
  /** Whether it is known only at the end, when everything is judged. */
  readonly isAtEnd: boolean;
}

/** A longer future is not looked into. */
const mostEntries = 20_000;
/** The most time at a stretch, in milliseconds: the page goes on meanwhile. */
const sliceMs = 8;

interface Options {
  readonly turn: () => Promise<void>;
  /** Lets the page go on. */
  readonly pause: () => Promise<void>;
  /** Whether anybody still wants to know. */
  readonly isWanted: () => boolean;
}

/** Plays a script to its end in a second company, and tells what breaks there after a position. */
export async function foresee(
  script: Script,
  from: number,
  { isWanted, pause, turn }: Options,
): Promise<Foresight | undefined> {
  const session = await tabSession(script, { turn, keep: 200_000 });
  const { log } = session;
  let began = performance.now();
  while (session.next() !== undefined) {
    if (!isWanted() || log.end > mostEntries) return undefined;
    await session.step();
    if (performance.now() - began < sliceMs) continue;
    await pause();
    began = performance.now();
  }
  const worst = worstOf(promisesAt(log, log.stateAt(log.end), true));
  if (!worst || log.end <= from) return undefined;
  const broken = firstBroken(log, worst.name, from);
  const { harm = 0, orderId } = breachAt(log, worst, broken);
  let position = Math.max(broken, harm + 1);
  // As long as a hop of the way is still to be reported, the page does not tell the breach.
  const isDue = () => orderId !== undefined && isReportDue(log, position, orderId, position);
  while (position < log.end && isDue()) position += 1;
  const { sentence } = breachAt(log, worst, position);
  return { sentence, at: log.stateAt(position).at, position, isAtEnd: position === log.end };
}

/** How the promise that is broken at the end is broken at a position. */
function breachAt(log: NarrativeLog, worst: Promised, position: number): Breach {
  const state = log.stateAt(position);
  const isFinal = position === log.end;
  const broken = promisesAt(log, state, isFinal).find(({ name }) => name === worst.name) ?? worst;
  return breachOf(log, state, broken, isFinal);
}

/** From a position on, the first one at which a promise is broken that is broken at the end: what is broken stays so. */
function firstBroken(log: NarrativeLog, promise: string, from: number): number {
  let [low, high] = [from, log.end];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBroken(log, promise, middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

const isBroken = (log: NarrativeLog, promise: string, position: number): boolean =>
  promisesAt(log, log.stateAt(position), false).some(({ is, name }) => name === promise && is === "broken");
