import { numbers } from "../bench-broker.ts";
import { lab } from "../lab.ts";
import { showAfter } from "../recording.ts";

const minute = 60_000;
const instances = 9;

/** Whether a call may go out now, in milliseconds. */
type Limiter = (now: number) => boolean;

/** Counts the calls of each second of the clock. */
export function fixedWindow(most: number): Limiter {
  let second = -1;
  let count = 0;
  return (now) => {
    if (Math.floor(now / 1_000) !== second) {
      second = Math.floor(now / 1_000);
      count = 0;
    }
    count += 1;
    return count <= most;
  };
}

export function tokenBucket(perSecond: number, size: number): Limiter {
  let tokens = size;
  let last = 0;
  return (now) => {
    tokens = Math.min(size, tokens + ((now - last) * perSecond) / 1_000);
    last = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}

/**
 * Nine instances share a limiter. They call for a second around each even second, and rest for one. Returns the
 * most calls in any second, and shows under a name how many were in the last.
 */
export async function mostInASecond(seed: number, name: string, mayGo: Limiter): Promise<number> {
  const model = lab(seed);
  const sent: number[] = [];
  const call = (): void => {
    const isBusy = Math.floor((model.now() + 500) / 1_000) % 2 === 0;
    if (isBusy && mayGo(model.now())) sent.push(model.now());
    model.after(model.exponential(12), call);
  };
  for (const n of numbers(instances)) model.after(n, call);
  await model.run(minute);
  let first = 0;
  return sent.reduce((most, now, last) => {
    while (now - (sent[first] ?? now) >= 1_000) first += 1;
    const within = last - first + 1;
    showAfter(now, () => ({ [name]: within }));
    return Math.max(most, within);
  }, 0);
}
