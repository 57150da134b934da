import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { embeddedCompany } from "#tooling/rules/folders.ts";
import type { Lesson } from "./lesson.ts";
import { repository, startWorker } from "./prove-in-processes.ts";
import type { Proof } from "./prove-lesson.ts";

/** What the ON side of a lesson does when its responsible line is undone. */
export interface Undone {
  readonly name: string;
  /** With which of the seeds the ON side contradicts the claim: with all of them, if the line is the cause. */
  readonly failingSeeds: readonly number[];
  /** What it measured instead, one sentence each; or why it did not run. */
  readonly found: readonly string[];
}

export type Undoable = Lesson & { readonly because: { readonly undo: string } };

/** Lessons whose responsible line can be undone. */
export const isUndoable = (lesson: Lesson): lesson is Undoable => lesson.because?.undo !== undefined;

const parts = [
  ...embeddedCompany,
  "lessons",
  "tooling/rules",
  "tooling/terminal",
  "package.json",
  "tsconfig.json",
];

/** How long the ON side may take with the line undone, in milliseconds: it may loop. */
const patienceMs = 90_000;

/** Undoes one line after the other in a copy of the repository, and runs the ON side there. The repository is untouched. */
export async function undoEach(
  lessons: readonly Undoable[],
  seeds: number,
  ended: (undone: Undone) => void,
): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), "lessons-"));
  const isCode = (path: string): boolean =>
    !path.endsWith(`${sep}test`) && !path.endsWith(`${sep}node_modules`);
  try {
    for (const part of parts)
      cpSync(join(repository, part), join(root, part), { recursive: true, filter: isCode });
    symlinkSync(join(repository, "node_modules"), join(root, "node_modules"), "dir");
    for (const lesson of lessons) ended(await undo(lesson, seeds, root));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function undo({ name, because }: Undoable, seeds: number, root: string): Promise<Undone> {
  const path = join(root, because.file);
  const shipped = readFileSync(path, "utf8");
  writeFileSync(path, withoutLine(shipped, because));
  const worker = startWorker(root, patienceMs);
  try {
    const { contradictions, failingSeeds }: Proof = await worker.prove({ name, seeds, sides: ["on"] });
    return { name, failingSeeds, found: contradictions };
  } catch (error) {
    return { name, failingSeeds: [], found: [error instanceof Error ? error.message : String(error)] };
  } finally {
    worker.end();
    writeFileSync(path, shipped);
  }
}

/** @throws Error if the line does not occur exactly once: the code has changed, and the lesson must follow */
export function withoutLine(code: string, { file, name, undo }: Undoable["because"]): string {
  const times = code.split(name).length - 1;
  if (times !== 1) throw new Error(`${file} contains this ${times} times instead of once: ${name}`);
  return code.replace(name, () => undo);
}
