import "./turns.ts";
import type { Excerpt } from "../../lesson.ts";
import { examDesk } from "./exam-desk.ts";
import type { Answered, Posted } from "./protocol.ts";
import { runLesson } from "./run-lesson.ts";

/** Set by the build: the line that prevents each case of the exam, by its number. */
declare const SHIPPED: Readonly<Record<number, Excerpt>>;

/** The lessons' worker: runs experiments and evenings, so that the page stays quick meanwhile. */
const desk = { ...examDesk(SHIPPED), run: runLesson };

async function answer({ ask, id, of }: Posted): Promise<Answered> {
  try {
    const answering = desk[ask] as (of: Posted["of"]) => unknown;
    return { id, answer: (await answering(of)) as never };
  } catch (error) {
    return { id, failed: error instanceof Error ? error.message : String(error) };
  }
}

/** What this file uses of a worker's global scope. */
interface WorkerScope {
  onmessage(event: { readonly data: Posted }): void;
  postMessage(answered: Answered): void;
}

const scope = globalThis as unknown as WorkerScope;
scope.onmessage = async ({ data }) => scope.postMessage(await answer(data));
