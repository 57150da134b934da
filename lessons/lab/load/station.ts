import type { Lab } from "../lab.ts";

/** A server that handles one request at a time, with a queue. */
export interface Station {
  /** How many requests are being served or wait. */
  load(): number;
  /** Joins the queue; calls `done` with the time it took, waiting included, in milliseconds. */
  join(workMs: number, done: (tookMs: number) => void): void;
}

/** @param speed 1 does work in its time, 0.5 takes twice as long */
export function station(lab: Lab, speed = 1): Station {
  const line: { readonly workMs: number; readonly since: number; readonly done: (tookMs: number) => void }[] =
    [];
  let busy = false;

  function serve(): void {
    const next = line[0];
    if (busy || !next) return;
    busy = true;
    lab.after(next.workMs / speed, () => {
      busy = false;
      line.shift();
      next.done(lab.now() - next.since);
      serve();
    });
  }

  return {
    load: () => line.length,
    join(workMs, done) {
      line.push({ workMs, since: lab.now(), done });
      serve();
    },
  };
}

/** A percentile: `percentile(values, 0.99)`. NaN for an empty list. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
