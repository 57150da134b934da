import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

/** The exit status of a process, and its output. */
export interface Ended {
  readonly status: number;
  readonly said: string;
  readonly complained: string;
}

const started = new Set<ChildProcessWithoutNullStreams>();

/** The part of our environment that a process gets: no colors, ports or CI. */
const { PATH } = process.env;

/** Starts a process with its own environment. */
export function start(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ChildProcessWithoutNullStreams {
  const child = spawn(program, args, { env: { PATH, ...env } });
  started.add(child);
  child.once("exit", () => started.delete(child));
  return child;
}

/** Starts one of the programs of stage/. */
export const startStage = (file: string, args: readonly string[], env?: Readonly<Record<string, string>>) =>
  start(process.execPath, ["--import", "tsx", `stage/${file}`, ...args], env);

/** Waits for the end of a process. */
export async function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  const [said, complained, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { status, said, complained };
}

/** Reads a process's output until it contains a text. Returns all of it. */
export function saying(child: ChildProcessWithoutNullStreams, what: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      if (!said.includes(what)) return;
      child.stdout.off("data", hear);
      resolve(said);
    };
    child.stdout.on("data", hear);
    child.once("exit", (status) =>
      reject(new Error(`it ended with ${status}, and never said ${what}: ${said}`)),
    );
  });
}

/** Ends every process that a test left running. */
export function endAll(): void {
  for (const child of started) child.kill("SIGKILL");
}
