import type { Clock } from "../clock.ts";
import { type Instant, milliseconds } from "../instant.ts";
import { createAgenda } from "../timers/agenda.ts";

/** A clock that stands still until it is run, and then jumps from one due callback to the next. */
export interface VirtualClock extends Clock {
  /** Advances time by `ms` milliseconds, and runs every callback that comes due. */
  advance(ms: number): Promise<void>;
  /**
   * Advances time until the condition is true. Checks it whenever no promise is pending.
   *
   * @param limit `withinMs`: the most milliseconds to advance; by default one day
   * @throws Error if it is not true within the limit
   */
  runUntil(condition: () => boolean | Promise<boolean>, limit?: { readonly withinMs: number }): Promise<void>;
  /**
   * Advances time until no callback is left. Returns false if there still is one at the limit, as with a
   * callback that repeats itself.
   *
   * @param limit `withinMs`: the most milliseconds to advance; by default one day
   */
  runToRest(limit?: { readonly withinMs: number }): Promise<boolean>;
}

export interface VirtualClockOptions {
  /** @default 2026-01-02T18:00:00.000Z */
  readonly startAt?: Instant;
  /**
   * Resolves once no promise is pending. One turn of the event loop suffices for code that waits for promises
   * only.
   *
   * @default one turn of the event loop
   */
  readonly turn?: () => Promise<void>;
}

/** Virtual time: hours pass in milliseconds, and callbacks always run in the same order. */
export function virtualClock(options: VirtualClockOptions = {}): VirtualClock {
  const { startAt = "2026-01-02T18:00:00.000Z", turn = turnOfTheEventLoop } = options;
  const agenda = createAgenda();
  let now = milliseconds(startAt);
  let running = false;

  /** Runs one due time after another. Returns true once `isDone`, false if nothing more is due by `end`. */
  async function run(end: number, isDone: () => boolean | Promise<boolean>): Promise<boolean> {
    if (running) throw new Error("this virtual clock is already running: await one call before the next");
    running = true;
    try {
      for (await turn(); ; await turn()) {
        if (await isDone()) return true;
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
      throw new Error(`not true within ${withinMs} ms of virtual time: ${condition}`);
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

/** Browsers have no `setImmediate` and delay `setTimeout`; a message to oneself is not delayed. */
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
