import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** A child process of the bench, which answers requests. */
export interface Child {
  readonly pid: number;
  ask<Answer>(what: string, about?: object): Promise<Answer>;
  /** Listens for notifications of the process. */
  onNote(listener: (note: unknown) => void): void;
  /** Stops it gracefully, or kills it after 10 s. */
  end(): Promise<void>;
}

interface Reply {
  readonly id?: number;
  readonly answer?: unknown;
  readonly error?: string;
  readonly note?: unknown;
}

/** Node 22.18 and later strips types by itself. */
const strips = "typescript" in process.features && Boolean(process.features.typescript);
const typescript = strips ? [] : ["--import", "tsx"];

/** The memory options of the Dockerfile: by default, V8 and the C library prefer growth to garbage collection. */
export const memoryOptions = ["--max-semi-space-size=2", "--heap-growing-percent=20"];
export const mallocOptions = { MALLOC_ARENA_MAX: "2" };

/** A compile cache, as in the image: without it, each process loads the type stripper, which takes 18 MB. */
const compiled = {
  NODE_COMPILE_CACHE: fileURLToPath(new URL("../../../node_modules/.cache/bench", import.meta.url)),
};
const compilations = new Map<string, Promise<unknown>>();

/** Fills the cache: starts a program once without settings, so that it exits. The cache depends on the V8 options. */
function compile(path: string): Promise<unknown> {
  const begun = compilations.get(path);
  if (begun || !strips) return begun ?? Promise.resolve();
  const env = { ...process.env, ...compiled };
  const ended = once(spawn(process.execPath, [...memoryOptions, path], { env, stdio: "ignore" }), "exit");
  compilations.set(path, ended);
  return ended;
}

const living = new Set<ChildProcess>();

/** Starts a file of this folder with `settings`, and resolves when it is ready. */
export async function startChild(file: string, settings: object): Promise<Child> {
  const path = fileURLToPath(new URL(file, import.meta.url));
  await compile(path);
  const forked = fork(path, [JSON.stringify(settings)], {
    execArgv: [...typescript, ...memoryOptions],
    env: { ...process.env, ...mallocOptions, ...compiled },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  living.add(forked);
  const waiting = new Map<number, (reply: Reply) => void>();
  const listeners: ((note: unknown) => void)[] = [];
  let asked = 0;
  forked.on("message", (reply: Reply) => {
    if (reply.id === undefined) for (const listener of listeners) listener(reply.note);
    else waiting.get(reply.id)?.(reply);
  });
  forked.on("exit", (code, signal) => {
    living.delete(forked);
    for (const answer of waiting.values()) answer({ error: `${file} exited (${code ?? signal})` });
  });

  const child: Child = {
    pid: forked.pid ?? 0,
    ask: <Answer>(what: string, about: object = {}) =>
      new Promise<Answer>((resolve, reject) => {
        asked += 1;
        const id = asked;
        waiting.set(id, ({ answer, error }) => {
          waiting.delete(id);
          if (error === undefined) resolve(answer as Answer);
          else reject(new Error(error));
        });
        if (forked.connected) forked.send({ id, what, ...about });
        else waiting.get(id)?.({ error: `${file} has exited` });
      }),
    onNote: (listener) => void listeners.push(listener),
    async end() {
      if (!living.has(forked)) return;
      const ended = once(forked, "exit");
      if (forked.connected) forked.disconnect();
      const kill = setTimeout(() => forked.kill("SIGKILL"), 10_000);
      await ended;
      clearTimeout(kill);
    },
  };
  await child.ask("ready");
  return child;
}

/** Kills every child process of the bench. */
export function killChildren(): void {
  for (const one of living) one.kill("SIGKILL");
}
