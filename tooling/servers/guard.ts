// Cleans up after a test run, however it ends.
import { spawn } from "node:child_process";
import { once } from "node:events";

/**
 * Runs one clean-up command when the returned function is called, or when this process exits: normally,
 * by Ctrl-C, or by SIGKILL. The command runs once.
 */
export function guard(command: string, ...args: string[]): () => Promise<void> {
  // The shell waits for the end of its input, which the operating system closes when this process exits.
  const script = 'trap "" INT TERM HUP; read -r _; "$@"';
  const shell = spawn("sh", ["-c", script, "guard", command, ...args], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  const ended = once(shell, "exit");
  shell.unref();
  return async () => {
    shell.ref();
    shell.stdin.end();
    await ended;
  };
}
