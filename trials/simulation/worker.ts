import { runHistory } from "./history.ts";
import { planOf } from "./plan.ts";
import { subjects } from "./subject.ts";

const [, , name = "choreography"] = process.argv;
const { design } = name === "twin" ? subjects.twin : subjects.choreography;

/** A worker process: runs the seeds that it receives, and sends back each result. */
process.on("message", async (seeds: readonly number[]) => {
  for (const seed of seeds) process.send?.({ result: await runHistory(planOf(seed, design)) });
  process.send?.({ isIdle: true });
});
process.on("disconnect", () => process.exit());
