import { expect } from "chai";
import type { Verdict } from "../verdict.ts";
import { crew } from "../worker-pool.ts";

describe("A crew", () => {
  /** What so many workers say of seeds 1 to 12, by seed. */
  async function verdictsOf(workers: number): Promise<readonly Verdict[]> {
    const verdicts: Verdict[] = [];
    const ended = (verdict: Verdict) => verdicts.push(verdict) > 0;
    await crew({ firstSeed: 1, seeds: 12, workers, ended });
    return verdicts.sort((a, b) => a.seed - b.seed);
  }

  it("says the same of a seed, whoever lives through it, and whatever they did before", async () => {
    const alone = await verdictsOf(1);
    const shared = await verdictsOf(3);

    expect(alone.map(({ seed }) => seed)).to.deep.equal(Array.from({ length: 12 }, (_, n) => n + 1));
    expect(JSON.stringify(shared)).to.equal(JSON.stringify(alone));
  }).timeout(120_000);
});
