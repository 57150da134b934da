import { after, type Instant } from "#messaging/instant.ts";
import { timer } from "#messaging/reaction.ts";
import type { NewTimer } from "#messaging/timer.ts";
import { type Conducted, isOver } from "./process.ts";

export interface Patience {
  /** How long the conductor waits for the next reply, in milliseconds: longer than any step may take. */
  readonly silenceMs: number;
}

/** The timer for a missing reply: no fact has been added to these. */
export const silence = timer<{ readonly orderId: string; readonly facts: number }>("conductor.silence");

/** The conductor owns the process, so it also owns the deadline: each reply resets it. */
export const waiting = (process: Conducted, now: Instant, { silenceMs }: Patience): readonly NewTimer[] => {
  const { orderId, facts } = process;
  return isOver(process)
    ? []
    : [silence.at(after(now, silenceMs), orderId, { orderId, facts: facts.length })];
};
