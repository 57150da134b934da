import { type Instant, milliseconds } from "#messaging/instant.ts";
import type { VirtualClock } from "#messaging/memory/clock.ts";
import { createAgenda } from "#messaging/timers/agenda.ts";

/**
 * A virtual clock whose owner decides when the next moment comes. `advance` and `runUntil` do not run it: they wait until its owner
 * has stepped that far, so a story plays at the pace of its audience.
 */
export interface PacedClock extends VirtualClock {
  /** When something happens next: a callback is due, or a wait ends. Undefined if nothing is scheduled. */
  next(): number | undefined;
  /** Whether a running story waits for time to pass. */
  isAwaited(): boolean;
  /** Performs everything that is due at the next moment, if that is not after `limit`. Returns whether there was one. */
  step(limit?: number): Promise<boolean>;
  /** Moves to a time before the next moment, for a user's action at that time. */
  moveTo(ms: number): void;
  /** Runs everything that waits only for promises, without advancing time. */
  settle(): Promise<void>;
}

interface Wait {
  readonly end: number;
  condition(): boolean | Promise<boolean>;
  met(): void;
  ended(): void;
}

const aDayMs = 86_400_000;

/** @param turn resolves when nothing can progress: after one turn of the event loop */
export function pacedClock(
  turn: () => Promise<void>,
  startAt: Instant = "2026-01-02T18:00:00.000Z",
): PacedClock {
  const agenda = createAgenda();
  const waits = new Set<Wait>();
  let now = milliseconds(startAt);
  /** Whether the clock has had no request since everything settled. */
  let isSettled = false;

  const next = (): number | undefined => {
    const times = [agenda.next(), ...[...waits].map(({ end }) => end)].filter((ms) => ms !== undefined);
    return times.length === 0 ? undefined : Math.min(...times);
  };

  /** If a condition holds, its story acts at once, so the other conditions are checked again afterwards. */
  async function settle(): Promise<void> {
    for (let goesOn = true; goesOn; ) {
      await turn();
      goesOn = false;
      isSettled = true;
      for (const wait of waits) {
        if (!(await wait.condition())) continue;
        waits.delete(wait);
        wait.met();
        goesOn = true;
      }
    }
  }

  const wait = (ms: number, condition: Wait["condition"], atEnd: "resolve" | Error): Promise<void> =>
    new Promise((resolve, reject) => {
      const ended = () => (atEnd === "resolve" ? resolve() : reject(atEnd));
      isSettled = false;
      waits.add({ end: now + ms, condition, met: resolve, ended });
    });

  return {
    now: () => now,
    at(ms, callback) {
      isSettled = false;
      return agenda.add(ms, callback);
    },
    advance: (ms) => wait(ms, () => false, "resolve"),
    runUntil: (condition, { withinMs } = { withinMs: aDayMs }) =>
      wait(withinMs, condition, new Error(`after ${withinMs} ms of virtual time it is still not so`)),
    async runToRest({ withinMs } = { withinMs: aDayMs }) {
      let isEmpty = false;
      const empty = () => {
        isEmpty = agenda.next() === undefined;
        return isEmpty;
      };
      await wait(withinMs, empty, "resolve");
      return isEmpty;
    },
    next,
    isAwaited: () => waits.size > 0,
    settle,
    moveTo(ms) {
      const first = next();
      if (first !== undefined && first < ms) throw new Error(`something happens at ${first}, before ${ms}`);
      now = Math.max(now, ms);
    },
    async step(limit = Number.POSITIVE_INFINITY) {
      if (!isSettled) await settle();
      const moment = next();
      if (moment === undefined || moment > limit) return false;
      now = Math.max(now, moment);
      for (let due = agenda.take(now); due; due = agenda.take(now)) due();
      await settle();
      const over = [...waits].filter(({ end }) => end <= now);
      for (const one of over) {
        waits.delete(one);
        one.ended();
      }
      if (over.length > 0) await settle();
      return true;
    },
  };
}
