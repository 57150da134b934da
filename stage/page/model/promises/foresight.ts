import type { Script } from "../../../browser/action.ts";
import { tabSession } from "../../../browser/tab-session.ts";
import { breachOf, worstOf } from "./breach.ts";
import { promisesAt } from "./promises.ts";

/** A promise that breaks later, if nobody does anything more. */
export interface Foresight {
  readonly sentence: string;
  /** How much later, in milliseconds. */
  readonly inMs: number;
  /** The position at which it is known to be broken. */
  readonly position: number;
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
  const state = log.stateAt(log.end);
  const worst = worstOf(promisesAt(log, state, true));
  if (!worst || log.end <= from) return undefined;
  const { harm = 0, sentence } = breachOf(log, state, worst, true);
  const now = log.entry(from - 1)?.at ?? session.began.at;
  const brokenAt = harm >= from ? log.entry(harm)?.at : undefined;
  return { sentence, inMs: (brokenAt ?? state.at) - now, position: log.end };
}
