import { runHistory } from "./history.ts";
import { planOf } from "./plan.ts";

/** One of the crew, a process of its own: lives through the seeds that it is given, and says how each ended. */
process.on("message", async (seeds: readonly number[]) => {
  for (const seed of seeds) process.send?.({ result: await runHistory(planOf(seed)) });
  process.send?.({ isIdle: true });
});
process.on("disconnect", () => process.exit());
