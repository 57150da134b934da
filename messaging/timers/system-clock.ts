import type { Clock } from "../clock.ts";
import { createAgenda } from "./agenda.ts";

/**
 * How far the time of day may drift from the monotonic clock before it counts as a jump, in milliseconds.
 */
const driftMs = 1_000;

/**
 * The time of this machine. Uses one platform timer at a time, so that callbacks run in the order that the
 * port promises. If the machine's clock is set, pending callbacks still run after the intended duration.
 */
export function systemClock(): Clock {
  const agenda = createAgenda();
  const origin = Date.now() - performance.now();
  let armed: { readonly ms: number; readonly timeout: ReturnType<typeof setTimeout> } | undefined;

  /** How far the time of day has jumped since the start; the agenda ignores jumps. */
  function jumped(): number {
    const ms = Math.round(Date.now() - performance.now() - origin);
    return Math.abs(ms) < driftMs ? 0 : ms;
  }

  /** Platform timers take 31 bits, and may fire a millisecond early: `ring` then arms the next one. */
  function arm(): void {
    const ms = agenda.next();
    if (ms === armed?.ms) return;
    if (armed) clearTimeout(armed.timeout);
    if (ms === undefined) armed = undefined;
    else
      armed = {
        ms,
        timeout: setTimeout(ring, Math.min(Math.max(0, ms - Date.now() + jumped()), 2 ** 31 - 1)),
      };
  }

  function ring(): void {
    armed = undefined;
    try {
      const now = Date.now() - jumped();
      for (let due = agenda.take(now); due; due = agenda.take(now)) due();
    } finally {
      arm();
    }
  }

  return {
    now: () => Date.now(),
    at(ms, callback) {
      const cancel = agenda.add(ms - jumped(), callback);
      arm();
      return () => {
        cancel();
        arm();
      };
    },
  };
}
