import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** A process that the bench started, and that answers what it is asked. */
export interface Child {
  readonly pid: number;
  ask<Answer>(what: string, about?: object): Promise<Answer>;
  /** Hears what the process says unasked. */
  onNote(listener: (note: unknown) => void): void;
  /** Lets it end in good order, or kills it after 10 s. */
  end(): Promise<void>;
}

interface Reply {
  readonly id?: number;
  readonly answer?: unknown;
  readonly error?: string;
  readonly note?: unknown;
}

/** Node from 22.18 on strips types by itself. */
const strips = "typescript" in process.features && Boolean(process.features.typescript);
const typescript = strips ? [] : ["--import", "tsx"];

/** How the Dockerfile starts a service: V8 would rather grow than collect, and so would the C library. */
export const sparing = ["--max-semi-space-size=2", "--heap-growing-percent=20"];
export const arenas = { MALLOC_ARENA_MAX: "2" };

/** As in the image, what Node makes of TypeScript is kept: who has to load what makes it is 18 MB larger. */
const compiled = {
  NODE_COMPILE_CACHE: fileURLToPath(new URL("../../node_modules/.cache/bench", import.meta.url)),
};
const compilations = new Map<string, Promise<unknown>>();

/** Starts a program once without its settings, which ends it. What is kept is only for those that have the same options. */
function compile(path: string): Promise<unknown> {
  const begun = compilations.get(path);
  if (begun || !strips) return begun ?? Promise.resolve();
  const env = { ...process.env, ...compiled };
  const ended = once(spawn(process.execPath, [...sparing, path], { env, stdio: "ignore" }), "exit");
  compilations.set(path, ended);
  return ended;
}

const living = new Set<ChildProcess>();

/** Starts `trials/bench/<file>` with `settings`, and resolves when it says that it is ready. */
export async function startChild(file: string, settings: object): Promise<Child> {
  const path = fileURLToPath(new URL(file, import.meta.url));
  await compile(path);
  const forked = fork(path, [JSON.stringify(settings)], {
    execArgv: [...typescript, ...sparing],
    env: { ...process.env, ...arenas, ...compiled },
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
    for (const answer of waiting.values()) answer({ error: `${file} ended (${code ?? signal})` });
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
        else waiting.get(id)?.({ error: `${file} has ended` });
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

/** Kills every process that the bench started. */
export function killChildren(): void {
  for (const one of living) one.kill("SIGKILL");
}
