import type { Measured } from "../../lesson.ts";
import { type Lab, lab } from "../lab.ts";
import { showTrial } from "../recording.ts";

const calls = 20_000;
const horizonMs = 30_000_000;

/** Calls a service that is down for a tenth of the time. @param waitsMs between attempts, before jitter */
export function callThroughOutages(seed: number, meanMs: number, waitsMs: readonly number[]): Measured {
  const model = lab(seed);
  const outages = outagesOf(model, meanMs);
  let succeeded = 0;
  let attempts = 0;
  for (let n = 0; n < calls; n += 1) {
    let at = model.random() * horizonMs;
    for (const wait of [0, ...waitsMs]) {
      at += wait * (0.5 + model.random() / 2);
      attempts += 1;
      if (isDown(outages, at)) continue;
      succeeded += 1;
      break;
    }
    showTrial(n, () => ({ succeeded: (100 * succeeded) / (n + 1), attempts: attempts / (n + 1) }));
  }
  return { succeeded: (100 * succeeded) / calls, attempts: attempts / calls };
}

type Outage = readonly [fromMs: number, untilMs: number];

function outagesOf(model: Lab, meanMs: number): readonly Outage[] {
  const outages: Outage[] = [];
  for (let at = 0; at < horizonMs + 1_000_000; ) {
    const from = at + model.exponential(9 * meanMs);
    at = from + model.exponential(meanMs);
    outages.push([from, at]);
  }
  return outages;
}

/** A binary search for the first outage that ends after `at`. */
function isDown(outages: readonly Outage[], at: number): boolean {
  let low = 0;
  let high = outages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((outages[middle]?.[1] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return (outages[low]?.[0] ?? Number.POSITIVE_INFINITY) <= at;
}
