import { type Instant, milliseconds } from "#messaging/instant.ts";
import type { VirtualClock } from "#messaging/memory/clock.ts";
import { createAgenda } from "#messaging/timers/agenda.ts";

/**
 * A virtual clock whose owner decides when the next moment comes. `advance` and `runUntil` do not run it: they wait until its owner
 * has stepped that far, so a story plays at the pace of its audience.
 */
export interface PacedClock extends VirtualClock {
  /** When something happens next: a callback is due, or a wait ends. Undefined if nothing is ahead. */
  next(): number | undefined;
  /** Whether someone waits for time to pass: a story that has not ended. */
  isAwaited(): boolean;
  /** Performs everything that is due at the next moment, if that is not after `limit`. Returns whether there was one. */
  step(limit?: number): Promise<boolean>;
  /** Moves to a time before the next moment, for what a person does then. */
  moveTo(ms: number): void;
  /** Lets everything that waits by promises alone go on, without moving time. */
  settle(): Promise<void>;
}

interface Wait {
  readonly end: number;
  condition(): boolean | Promise<boolean>;
  met(): void;
  ended(): void;
}

const aDayMs = 86_400_000;

/** @param turn resolves when nothing moves any more: after one turn of the event loop */
export function pacedClock(
  turn: () => Promise<void>,
  startAt: Instant = "2026-01-02T18:00:00.000Z",
): PacedClock {
  const agenda = createAgenda();
  const waits = new Set<Wait>();
  let now = milliseconds(startAt);
  /** Whether nothing was asked of the clock since everything had settled. */
  let isSettled = false;

  const next = (): number | undefined => {
    const times = [agenda.next(), ...[...waits].map(({ end }) => end)].filter((ms) => ms !== undefined);
    return times.length === 0 ? undefined : Math.min(...times);
  };

  /** A condition that holds lets its story act at once, so the others are looked at again after that. */
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
