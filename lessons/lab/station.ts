import type { Lab } from "./lab.ts";

/** A server that does one thing at a time, with a line before it. */
export interface Station {
  /** How many are being served or wait. */
  load(): number;
  /** Joins the line; `done` is told how long it took, waiting included, in milliseconds. */
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

/** The value below which a share of the values lies: `percentile(values, 0.99)`. NaN for none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
