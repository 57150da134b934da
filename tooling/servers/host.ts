// What a throw-away server runs on: a process of this machine, or a container.
import { setTimeout as sleep } from "node:timers/promises";

/** A server that can be stopped or killed; its data and port survive both. */
export type Host = {
  start(): Promise<void>;
  /** SIGTERM; resolves when the server has ended. */
  stop(): Promise<void>;
  /** SIGKILL; resolves when the server has ended. */
  kill(): Promise<void>;
  /** Kills the server and deletes its files. Also happens when the test process exits. */
  remove(): Promise<void>;
  /** Runs a program where the server runs, and resolves with its output. */
  run(program: string, args: readonly string[], input?: string): Promise<string>;
  running(): Promise<boolean>;
  log(): Promise<string>;
};

/** A server that tests may break; its data and port survive all but `remove`. */
export interface BreakableServer {
  readonly port: number;
  /** SIGTERM. */
  stop(): Promise<void>;
  /** SIGKILL, as in a crash; what the server has confirmed survives. */
  kill(): Promise<void>;
  /** Starts it after `stop` or `kill`, and waits until it is ready. */
  start(): Promise<void>;
  restart(): Promise<void>;
  /** False after `stop` or `kill`, or if it has exited by itself. */
  running(): Promise<boolean>;
  /** Kills it and deletes its files; also happens when the test process exits. */
  remove(): Promise<void>;
}

/**
 * Waits until a server responds, for three minutes at most, because the machine may be slow.
 *
 * @throws Error with its last log lines if it exits first, or if time runs out
 */
export async function untilReady(name: string, host: Host, probe: () => Promise<unknown>): Promise<void> {
  const deadline = performance.now() + 180_000;
  for (;;) {
    const failure = await probe().then(
      () => undefined,
      (error: unknown) => error,
    );
    if (failure === undefined) return;
    if (!(await host.running())) throw new Error(`${name} ended while it started:\n${await lastWords(host)}`);
    if (performance.now() > deadline) {
      throw new Error(`${name} is not ready after three minutes (${failure}):\n${await lastWords(host)}`);
    }
    await sleep(100);
  }
}

async function lastWords(host: Host): Promise<string> {
  return (await host.log()).split("\n").slice(-25).join("\n");
}
