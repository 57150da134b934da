import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, closeSync, openSync } from "node:fs";

export interface ChildOptions {
  /** The program, such as `orders/main.ts`. */
  readonly main: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The file for its output. Default: standard error is shown, standard output discarded. */
  readonly log?: string | undefined;
}

/** A running program of this repository. */
export interface Child {
  readonly main: string;
  readonly process: ChildProcess;
  /** The last 4,000 characters of its standard error. */
  complaints(): string;
}

const living = new Set<ChildProcess>();

/** Starts a program of this repository. It is killed when this process exits. */
export function startChild({ main, environment, log }: ChildOptions): Child {
  const file = log === undefined ? undefined : openSync(log, "a");
  const child = spawn(process.execPath, ["--import", "tsx", main], {
    env: { PATH: process.env.PATH ?? "", ...environment },
    stdio: ["ignore", file ?? "ignore", "pipe"],
  });
  if (file !== undefined) closeSync(file);
  let complaints = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    complaints = (complaints + text).slice(-4_000);
    if (log === undefined) process.stderr.write(text);
    else appendFileSync(log, text);
  });
  if (living.size === 0) process.once("exit", killChildren);
  living.add(child);
  child.once("exit", () => {
    living.delete(child);
    if (living.size === 0) process.off("exit", killChildren);
  });
  return { main, process: child, complaints: () => complaints.trim() };
}

function killChildren(): void {
  for (const child of living) child.kill("SIGKILL");
}

/** Resolves with the exit status when the process has exited. */
export async function gone({ process: child }: Child): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return child.exitCode;
}

/**
 * Polls a URL until the response is OK, for three minutes at most, because the machine may be slow.
 *
 * @throws Error with the child's standard error if it exits first, or with the last response if time runs out
 */
export async function ready(url: string, child: Child): Promise<void> {
  for (const deadline = Date.now() + 180_000; ; ) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
    if (answer?.ok) return;
    const ending = child.process.exitCode ?? child.process.signalCode;
    if (ending !== null) {
      // The end of its standard error may not have arrived yet.
      if (child.process.stderr?.readableEnded === false) await once(child.process.stderr, "end");
      throw new Error(`${child.main} ended with ${ending}: ${child.complaints()}`);
    }
    if (Date.now() > deadline)
      throw new Error(`${child.main} is not ready after three minutes: ${await answer?.text()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
