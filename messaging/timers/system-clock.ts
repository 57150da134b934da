import type { Clock } from "../clock.ts";
import { createAgenda } from "./agenda.ts";

/**
 * How far the time of day may drift from what measures durations before that counts as a jump, in
 * milliseconds.
 */
const driftMs = 1_000;

/**
 * The time of this machine. One timer of the platform at a time, so that the order of callbacks is the
 * port's. When the machine's clock is set, whoever waits goes on waiting for as long as was meant: not five
 * minutes more, and not less.
 */
export function systemClock(): Clock {
  const agenda = createAgenda();
  const origin = Date.now() - performance.now();
  let armed: { readonly ms: number; readonly timeout: ReturnType<typeof setTimeout> } | undefined;

  /** By how much the time of day has jumped since the start; the agenda is kept as if it had not. */
  function jumped(): number {
    const ms = Math.round(Date.now() - performance.now() - origin);
    return Math.abs(ms) < driftMs ? 0 : ms;
  }

  /** The platform takes 31 bits of delay, and may ring a millisecond early: both only mean to look again. */
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
