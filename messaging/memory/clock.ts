import type { Clock } from "../clock.ts";
import { type Instant, milliseconds } from "../instant.ts";
import { createAgenda } from "../timers/agenda.ts";

/** A clock that stands still until it is told to run, and then jumps from one callback's time to the next. */
export interface VirtualClock extends Clock {
  /** Lets `ms` milliseconds pass, with everything that falls due meanwhile. */
  advance(ms: number): Promise<void>;
  /**
   * Lets time pass until the condition holds; it is looked at whenever nothing moves any more.
   *
   * @throws Error when it does not hold within `withinMs` milliseconds (default: one day)
   */
  runUntil(condition: () => boolean | Promise<boolean>, limit?: { readonly withinMs: number }): Promise<void>;
  /**
   * Lets time pass until nothing is due any more, but at most `withinMs` milliseconds (default: one day), for what repeats
   * itself never comes to rest. Says whether it did.
   */
  runToRest(limit?: { readonly withinMs: number }): Promise<boolean>;
}

export interface VirtualClockOptions {
  /** Default: 2026-01-02T18:00:00.000Z. */
  readonly startAt?: Instant;
  /**
   * Resolves when nothing moves any more. Default: after one turn of the event loop, which is enough for everything that
   * waits by promises alone.
   */
  readonly turn?: () => Promise<void>;
}

/** Virtual time: hours of waiting in milliseconds, and the same calls always in the same order. */
export function virtualClock(options: VirtualClockOptions = {}): VirtualClock {
  const { startAt = "2026-01-02T18:00:00.000Z", turn = turnOfTheEventLoop } = options;
  const agenda = createAgenda();
  let now = milliseconds(startAt);
  let running = false;

  /** One jump an instant and one turn after it; ends when `enough` says so, or nothing is due up to `end`. */
  async function run(end: number, enough: () => boolean | Promise<boolean>): Promise<boolean> {
    if (running) throw new Error("this virtual clock is running already: await one call before the next");
    running = true;
    try {
      for (await turn(); ; await turn()) {
        if (await enough()) return true;
        const next = agenda.next();
        if (next === undefined || next > end) return false;
        now = Math.max(now, next);
        for (let due = agenda.take(now); due; due = agenda.take(now)) due();
      }
    } finally {
      running = false;
    }
  }

  return {
    now: () => now,
    at: (ms, callback) => agenda.add(ms, callback),
    async advance(ms) {
      const end = now + ms;
      await run(end, () => false);
      now = end;
    },
    async runUntil(condition, { withinMs } = aDay) {
      const end = now + withinMs;
      if (await run(end, condition)) return;
      now = end;
      throw new Error(`after ${withinMs} ms of virtual time it is still not so: ${condition}`);
    },
    async runToRest({ withinMs } = aDay) {
      const end = now + withinMs;
      await run(end, () => false);
      if (agenda.next() === undefined) return true;
      now = end;
      return false;
    },
  };
}

const aDay = { withinMs: 86_400_000 };

const platform: { setTimeout: unknown; setImmediate?: (callback: () => void) => unknown } = globalThis;

/** Browsers know no `setImmediate`, and make a `setTimeout` wait; a message to oneself comes at once. */
const turnOfTheEventLoop = (): Promise<void> =>
  new Promise((resolve) => {
    if (platform.setImmediate) return void platform.setImmediate(resolve);
    const { port1, port2 } = new MessageChannel();
    const onmessage = () => {
      port1.close();
      resolve();
    };
    Object.assign(port1, { onmessage });
    port2.postMessage("turn");
  });
