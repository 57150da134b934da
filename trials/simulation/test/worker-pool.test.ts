import { expect } from "chai";
import type { HistoryResult } from "../history-result.ts";
import { runInWorkerPool } from "../worker-pool.ts";

describe("A worker pool", () => {
  /** The results of seeds 1 to 12 with this many workers, by seed. */
  async function resultsOf(workers: number): Promise<readonly HistoryResult[]> {
    const results: HistoryResult[] = [];
    const ended = (result: HistoryResult) => results.push(result) > 0;
    await runInWorkerPool({ firstSeed: 1, seeds: 12, workers, ended });
    return results.sort((a, b) => a.seed - b.seed);
  }

  it("gives the same result for a seed, whichever worker runs it and whatever that worker ran before", async () => {
    const alone = await resultsOf(1);
    const shared = await resultsOf(3);

    expect(alone.map(({ seed }) => seed)).to.deep.equal(Array.from({ length: 12 }, (_, n) => n + 1));
    expect(JSON.stringify(shared)).to.equal(JSON.stringify(alone));
  });
});
