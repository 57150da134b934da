import { randomFrom } from "#stage/company/random.ts";
import { showTrial } from "../recording.ts";

const requests = 1_000;

/** A service at the bottom of several layers, where every call fails. */
interface Layers {
  readonly layers: number;
  /** Of each layer for each call. */
  readonly attempts: number;
  /** The share of requests that one layer may retry, from 0 to 1. Undefined: every layer retries every call. */
  readonly budget: number | undefined;
}

/** How many calls a request makes at the bottom, on average. */
export function callsAtTheBottom(seed: number, { attempts, budget, layers }: Layers): number {
  const random = randomFrom(seed);
  const callsFrom = (layer: number): number => {
    let calls = layer === 0 ? 1 : 0;
    if (layer > 0) for (let attempt = 0; attempt < attempts; attempt += 1) calls += callsFrom(layer - 1);
    return calls;
  };
  let calls = 0;
  for (let n = 0; n < requests; n += 1) {
    if (budget === undefined) calls += callsFrom(layers);
    else calls += random() < budget ? 2 : 1;
    showTrial(n, () => ({ callsAtTheBottom: calls / (n + 1) }));
  }
  return calls / requests;
}
