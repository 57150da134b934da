import type { Answered, Asked, Posted, Question } from "../worker/protocol.ts";

/** Set by the build: the worker's script. */
declare const WORKER: string;

/** The worker that runs experiments and evenings; it is started when something is asked first. */
export interface Laboratory {
  /** @throws Error that the worker reports; or `Stopped`, if it was stopped before it could answer */
  ask<Name extends Question>(name: Name, of: Parameters<Asked[Name]>[0]): Promise<ReturnType<Asked[Name]>>;
  /** Ends what runs. The next question starts a new worker. */
  stop(): void;
}

/** The worker was stopped while it worked: the learner has gone elsewhere. */
export class Stopped extends Error {
  override readonly name = "Stopped";
}

interface Pending {
  resolve(answer: never): void;
  reject(why: Error): void;
}

export function laboratory(): Laboratory {
  let worker: Worker | undefined;
  let asked = 0;
  const pending = new Map<number, Pending>();

  function start(): Worker {
    // A page from disk has no origin, and may load no worker from a file: its text makes one.
    const address = URL.createObjectURL(new Blob([WORKER], { type: "text/javascript" }));
    const started = new Worker(address);
    started.onmessage = ({ data }: MessageEvent<Answered>) => {
      const { reject, resolve } = pending.get(data.id) ?? {};
      pending.delete(data.id);
      if ("failed" in data) reject?.(new Error(data.failed));
      else resolve?.(data.answer as never);
    };
    started.onerror = ({ message }) => end(new Error(`the worker failed: ${message}`));
    return started;
  }

  function end(why: Error): void {
    worker?.terminate();
    worker = undefined;
    for (const { reject } of pending.values()) reject(why);
    pending.clear();
  }

  return {
    ask: (name, of) =>
      new Promise((resolve, reject) => {
        worker ??= start();
        asked += 1;
        pending.set(asked, { resolve, reject });
        worker.postMessage({ id: asked, ask: name, of } satisfies Posted);
      }),
    stop: () => end(new Stopped("It was stopped before it ended.")),
  };
}
