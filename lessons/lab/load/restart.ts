import type { Measured } from "../../lesson.ts";
import { numbers } from "../bench-broker.ts";
import { type Lab, lab } from "../lab.ts";
import { showAfter } from "../recording.ts";

const tickMs = 100;
const seconds = 600;
const instances = 3;
/** What an instance can do, in requests: in a second, and in a tick. */
const capacity = 100;
const perTick = (capacity * tickMs) / 1_000;
/** How long an instance takes to come up. */
const restartMs = 5_000;

interface Load {
  /** Requests a second. */
  readonly offered: number;
  /** Whether an instance takes every request, instead of those it can do. */
  readonly acceptsEverything: boolean;
  /** Over how many seconds clients spread the retries of refused requests. */
  readonly jitter: number;
}

/** Three instances come up one after the other, under the load of all three. Ten minutes in steps of 100 ms. */
export function restartAll(seed: number, { acceptsEverything, jitter, offered }: Load): Measured {
  const all = numbers(instances).map((n) => createInstance(n * restartMs));
  const retries = createRetries(lab(seed), acceptsEverything ? undefined : jitter);
  const removed = (): number => all.reduce((sum, one) => sum + one.removed(), 0);
  let served = 0;
  for (const tick of numbers((seconds * 1_000) / tickMs)) {
    const arriving = (offered * tickMs) / 1_000 + retries.due(tick);
    const up = all.filter((one) => one.isUp(tick * tickMs));
    let failed = up.length === 0 ? arriving : 0;
    for (const one of up) {
      const share = arriving / up.length;
      if (acceptsEverything) {
        const done = one.takeAll(share, tick * tickMs);
        served += done.served;
        failed += done.failed;
      } else {
        served += Math.min(share, perTick);
        failed += Math.max(0, share - perTick);
      }
    }
    retries.add(tick, failed);
    showAfter(tick * tickMs, () => ({ removed: removed(), requestsServed: served }));
  }
  return { removed: removed(), served: Math.min(100, (100 * served) / (offered * seconds)) };
}

function createInstance(upAtMs: number) {
  let backAt = upAtMs;
  let waiting = 0;
  let overloadedMs = 0;
  let removed = 0;
  return {
    isUp: (now: number) => now >= backAt,
    removed: () => removed,
    /** Answers late while two seconds of work wait; after one second of that, is removed with its requests. */
    takeAll(arriving: number, now: number) {
      waiting += arriving;
      const done = Math.min(waiting, perTick);
      waiting -= done;
      const isLate = waiting > 2 * capacity;
      overloadedMs = isLate ? overloadedMs + tickMs : 0;
      if (!isLate) return { served: done, failed: 0 };
      if (overloadedMs <= 1_000) return { served: 0, failed: done };
      const failed = done + waiting;
      backAt = now + restartMs;
      waiting = 0;
      overloadedMs = 0;
      removed += 1;
      return { served: 0, failed };
    },
  };
}

/** Failed requests come again: 200 ms later, or with jitter after a second. @param jitter in seconds */
function createRetries(model: Lab, jitter: number | undefined) {
  const due = new Map<number, number>();
  const add = (tick: number, many: number): void => void due.set(tick, (due.get(tick) ?? 0) + many);
  return {
    due: (tick: number) => due.get(tick) ?? 0,
    add(tick: number, failed: number): void {
      if (jitter === undefined) add(tick + 2, failed);
      else
        for (const _ of numbers(10))
          add(tick + 10 + model.pick(Math.max(1, (jitter * 1_000) / tickMs)), failed / 10);
    },
  };
}
