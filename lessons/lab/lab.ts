import { virtualClock } from "#messaging/memory/clock.ts";
import { randomFrom } from "#stage/company/random.ts";
import { type Show, showOn } from "./recording.ts";

/**
 * A model on the virtual clock: chance from a seed, and time that passes only when told to. For claims about load, networks and
 * other people's systems; a claim about our own code is tried on our own code.
 */
export interface Lab {
  /** From 0 to 1, 1 excluded. */
  readonly random: () => number;
  /** Milliseconds since the lab began. */
  now(): number;
  after(ms: number, what: () => void): void;
  /** A time until the next of many independent events, in milliseconds. */
  exponential(meanMs: number): number;
  /** A whole number from 0 to `many`, `many` excluded. */
  pick(many: number): number;
  /** Advances time by `ms` milliseconds. */
  run(ms: number): Promise<void>;
  /** Advances time until nothing is due. */
  runToRest(): Promise<void>;
  /** Shows quantities as they are from now on: the page draws both sides over time. */
  readonly show: Show;
}

export function lab(seed: number): Lab {
  const clock = virtualClock();
  const random = randomFrom(seed);
  const began = clock.now();
  const now = (): number => clock.now() - began;
  return {
    random,
    now,
    after: (ms, what) => void clock.at(clock.now() + ms, what),
    exponential: (meanMs) => -Math.log(1 - random()) * meanMs,
    pick: (many) => Math.floor(random() * many),
    run: (ms) => clock.advance(ms),
    async runToRest() {
      await clock.runToRest({ withinMs: 10 * 365 * 86_400_000 });
    },
    show: showOn(clock),
  };
}

/** Lets something happen `many` times: now, and every `ms` milliseconds. */
export function every(lab: Lab, ms: number, many: number, happen: (n: number) => void): void {
  for (let n = 0; n < many; n += 1) lab.after(n * ms, () => happen(n));
}

/** Lets something happen `many` times, at independent moments that are `meanMs` apart on average. */
export function arrivals(lab: Lab, many: number, meanMs: number, arrive: (n: number) => void): void {
  const next = (n: number): void => {
    if (n >= many) return;
    lab.after(lab.exponential(meanMs), () => {
      arrive(n);
      next(n + 1);
    });
  };
  next(0);
}
