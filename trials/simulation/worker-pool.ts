import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { HistoryResult } from "./history-result.ts";
import type { SubjectName } from "./subject.ts";

type WorkerMessage = { readonly result: HistoryResult } | { readonly isIdle: true };

export interface WorkerPoolOptions {
  /** Which company is simulated. Default: the choreography. */
  readonly subject?: SubjectName;
  readonly firstSeed: number;
  readonly seeds: number;
  /** The number of processes. */
  readonly workers: number;
  /** Called as each history ends, in no particular order; returns whether to continue. */
  readonly ended: (result: HistoryResult) => boolean;
}

/** A history leaves much garbage: a larger young generation makes collecting it cheap. */
const execArgv = [...process.execArgv, "--max-semi-space-size=64"];

/** How many seeds a worker gets at a time. */
const seedsPerBatch = 8;

/** Runs many seeds in several processes. A seed's history does not depend on the worker that runs it. */
export async function runInWorkerPool({
  subject = "choreography",
  firstSeed,
  seeds,
  workers,
  ended,
}: WorkerPoolOptions): Promise<void> {
  let next = firstSeed;
  const end = firstSeed + seeds;
  let goesOn = true;

  function take(): readonly number[] {
    const count = goesOn ? Math.max(0, Math.min(seedsPerBatch, end - next)) : 0;
    const taken = Array.from({ length: count }, (_, i) => next + i);
    next += count;
    return taken;
  }

  async function work(): Promise<void> {
    const first = take();
    if (first.length === 0) return;
    const worker = fork(fileURLToPath(new URL("./worker.ts", import.meta.url)), [subject], { execArgv });
    await new Promise<void>((resolve, reject) => {
      worker.once("error", reject);
      worker.once("exit", (code) => reject(new Error(`a worker exited unexpectedly (exit code ${code})`)));
      worker.on("message", (said: WorkerMessage) => {
        if ("result" in said) {
          if (goesOn && !ended(said.result)) goesOn = false;
          return;
        }
        const more = take();
        if (more.length > 0) worker.send(more);
        else resolve();
      });
      worker.send(first);
    });
    worker.removeAllListeners("exit");
    worker.disconnect();
  }

  await Promise.all(Array.from({ length: workers }, work));
}
