import { fork } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Proof } from "./prove-lesson.ts";
import type { Order } from "./prove-worker.ts";

/** This repository. */
export const repository = fileURLToPath(new URL("..", import.meta.url));

type Answer = { readonly proof: Proof } | { readonly failed: string };

/** How long one lesson may take before its process is ended, in milliseconds: only a loop without end takes longer. */
const patienceMs = 10 * 60_000;

/** Proves lessons in several processes, the first one first. Calls `ended` in the order in which they end. */
export async function proveInProcesses(
  orders: readonly Order[],
  workers: number,
  ended: (proof: Proof) => void,
): Promise<void> {
  const waiting = [...orders];
  const work = async (): Promise<void> => {
    const worker = startWorker(repository);
    try {
      for (let order = waiting.shift(); order; order = waiting.shift()) ended(await worker.prove(order));
    } finally {
      worker.end();
    }
  };
  await Promise.all(Array.from({ length: Math.min(workers, orders.length) }, work));
}

/** A process that proves lessons in a copy of the repository, or in the repository itself. */
export function startWorker(
  root: string,
  withinMs = patienceMs,
): { prove(order: Order): Promise<Proof>; end(): void } {
  const worker = fork(join(root, "lessons/prove-worker.ts"), { cwd: root, execArgv: [...process.execArgv] });
  let over: (why: Error) => void = () => {};
  worker.once("error", (error) => over(error));
  worker.once("exit", (code) => over(new Error(`the process ended with exit status ${code}`)));
  return {
    prove: (order) =>
      new Promise((resolve, reject) => {
        const late = new Error(`${order.name} did not end within ${withinMs / 1_000} s`);
        const timer = setTimeout(() => reject(late), withinMs);
        const settle = (): void => {
          clearTimeout(timer);
          worker.removeListener("message", take);
        };
        const take = (answer: Answer): void => {
          settle();
          if ("proof" in answer) resolve(answer.proof);
          else reject(new Error(`${order.name}: ${answer.failed}`));
        };
        over = (why) => {
          settle();
          reject(new Error(`${order.name}: ${why.message}`));
        };
        worker.on("message", take);
        worker.send(order);
      }),
    end() {
      worker.removeAllListeners("exit");
      worker.kill();
    },
  };
}
