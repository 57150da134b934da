import { arrivals, lab } from "../lab.ts";

const workMs = 20;

interface Pool {
  readonly connections: number;
  /** Which share of the requests needs the dependency that does not answer, from 0 to 1. */
  readonly dependent: number;
  /** After how long such a request gives its connection back. Undefined: never. */
  readonly timeoutMs: number | undefined;
}

/**
 * A hundred requests a second for a minute share a pool, and some need a dependency that never answers. Returns
 * what percentage of the others is served.
 */
export async function servedFrom(seed: number, { connections, dependent, timeoutMs }: Pool): Promise<number> {
  const model = lab(seed);
  let free = connections;
  let others = 0;
  let served = 0;
  const show = (): void =>
    model.show(() => ({ served: (100 * served) / Math.max(1, others), freeConnections: free }));
  arrivals(model, 6_000, 10, () => {
    const isDependent = model.random() < dependent;
    if (!isDependent) others += 1;
    show();
    if (free === 0) return;
    free -= 1;
    const heldMs = isDependent ? timeoutMs : workMs;
    if (heldMs === undefined) return;
    model.after(heldMs, () => {
      free += 1;
      if (!isDependent) served += 1;
      show();
    });
  });
  await model.run(120_000);
  return (100 * served) / others;
}
