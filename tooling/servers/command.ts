// Runs a program to its end.
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";

export type CommandOptions = { env?: NodeJS.ProcessEnv; input?: string; timeoutMs?: number };

/** Resolves with standard output; rejects with standard error if the exit status is not 0. */
export async function command(
  program: string,
  args: readonly string[],
  { env = process.env, input = "", timeoutMs = 60_000 }: CommandOptions = {},
): Promise<string> {
  const child = spawn(program, args, { env, stdio: "pipe", timeout: timeoutMs });
  // A program that ends without reading its input is judged by its exit status.
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve, reject) =>
    child.once("error", reject).once("close", resolve),
  );
  const [status, printed, errors] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  if (status === 0) return printed;
  const ending = status === null ? `was killed after ${timeoutMs} ms` : `ended with status ${status}`;
  throw new Error(`${program} ${args.join(" ")} ${ending}:\n${errors || printed}`);
}
