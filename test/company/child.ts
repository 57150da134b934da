import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";

export interface ChildOptions {
  /** The program, such as `orders/main.ts`. */
  readonly main: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The file that takes what it says. Default: only its complaints are heard. */
  readonly log?: string | undefined;
}

const living = new Set<ChildProcess>();

/** Starts a program of this repository; it does not outlive this process. */
export function startChild({ main, environment, log }: ChildOptions): ChildProcess {
  const file = log === undefined ? undefined : openSync(log, "a");
  const child = spawn(process.execPath, ["--import", "tsx", main], {
    env: { PATH: process.env.PATH ?? "", ...environment },
    stdio: ["ignore", file ?? "ignore", file ?? "inherit"],
  });
  if (file !== undefined) closeSync(file);
  if (living.size === 0) process.once("exit", killChildren);
  living.add(child);
  child.once("exit", () => {
    living.delete(child);
    if (living.size === 0) process.off("exit", killChildren);
  });
  return child;
}

function killChildren(): void {
  for (const child of living) child.kill("SIGKILL");
}

/** Resolves with the exit status when the process is no more. */
export async function gone(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return child.exitCode;
}

/** Asks until the answer is yes, for three minutes at most: a machine may be slow. */
export async function ready(url: string, child: ChildProcess): Promise<void> {
  for (const deadline = Date.now() + 180_000; ; ) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
    if (answer?.ok) return;
    const ending = child.exitCode ?? child.signalCode;
    if (ending !== null) throw new Error(`${url}: the process ended with ${ending}`);
    if (Date.now() > deadline)
      throw new Error(`${url}: not ready after three minutes: ${await answer?.text()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
