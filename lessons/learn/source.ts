import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Because, Excerpt } from "../lesson.ts";

const root = new URL("../../", import.meta.url);

/**
 * The line that a lesson names, with those around it.
 *
 * @throws Error if the name is not in the file
 */
export function linesAround({ file, name }: Because, around = 2): Excerpt {
  const lines = readFileSync(fileURLToPath(new URL(file, root)), "utf8").split("\n");
  const at = lines.findIndex((line) => line.includes(name));
  if (at < 0) throw new Error(`${file} has no "${name}"`);
  const first = Math.max(0, at - around);
  return { file, line: at + 1, first: first + 1, lines: lines.slice(first, at + around + 1) };
}

/** The same as text: the line is marked, and each has its number. */
export function excerptOf(because: Because): { readonly place: string; readonly text: string } {
  const { file, first, line, lines } = linesAround(because);
  const text = lines
    .map((each, i) => `${first + i === line ? ">" : " "} ${String(first + i).padStart(4)}  ${each}`)
    .join("\n");
  return { place: `${file}:${line}`, text };
}
