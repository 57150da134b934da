// A throw-away server as a process of this machine.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { command } from "./command.ts";
import { guard } from "./guard.ts";
import type { Host } from "./host.ts";

export type ProcessOptions = {
  /** The server's own folder; it is deleted at the end. */
  home: string;
  program: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
};

/** Runs the server in its own process group: Ctrl-C in the terminal does not reach it, and a kill reaches its children too. */
export function processHost({ home, program, args, env }: ProcessOptions): Host {
  const logFile = join(home, "server.log");
  const pidFile = join(home, "pid");
  const remove = guard("sh", "-c", killAndDelete, "sh", home);
  let server: ChildProcess | undefined;

  const isRunning = () => server?.pid !== undefined && server.exitCode === null && server.signalCode === null;
  const end = async (signal: NodeJS.Signals) => {
    if (server?.pid === undefined) return;
    if (isRunning()) {
      server.ref();
      const ended = once(server, "exit");
      process.kill(server.pid, signal);
      await ended;
    }
    await killGroup(server.pid);
    rmSync(pidFile, { force: true });
  };

  return {
    async start() {
      if (isRunning()) return;
      const log = openSync(logFile, "a");
      server = spawn(program, args, { cwd: home, env, detached: true, stdio: ["ignore", log, log] });
      closeSync(log);
      await once(server, "spawn");
      writeFileSync(pidFile, String(server.pid));
      server.unref();
    },
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
    remove,
    // rabbitmqctl takes 0.5 s, and up to half a minute on a busy machine.
    run: (tool, toolArgs, input = "") => command(tool, toolArgs, { env, input, timeoutMs: 180_000 }),
    running: async () => isRunning(),
    log: () => readFile(logFile, "utf8"),
  };
}

/** The server's children must be gone, too, before its port can be used again. */
async function killGroup(leader: number): Promise<void> {
  for (let waits = 0; waits < 50 && killed(-leader); waits += 1) await sleep(20);
}

function killed(group: number): boolean {
  try {
    return process.kill(group, "SIGKILL");
  } catch {
    return false;
  }
}

// $1 is the server's folder, which contains its process group's id while it runs.
const killAndDelete = `
  if group=$(cat "$1/pid"); then
    waits=0
    while kill -s KILL -- "-$group" && [ $waits -lt 50 ]; do sleep 0.1; waits=$((waits + 1)); done
  fi
  rm -rf "$1"`;
