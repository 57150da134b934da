import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Because } from "../lesson.ts";

const root = new URL("../../", import.meta.url);

/**
 * The line that a lesson names, with those around it.
 *
 * @throws Error if the name is not in the file
 */
export function excerptOf(
  { file, name }: Because,
  around = 2,
): { readonly place: string; readonly text: string } {
  const lines = readFileSync(fileURLToPath(new URL(file, root)), "utf8").split("\n");
  const at = lines.findIndex((line) => line.includes(name));
  if (at < 0) throw new Error(`${file} has no "${name}"`);
  const first = Math.max(0, at - around);
  const text = lines
    .slice(first, at + around + 1)
    .map((line, i) => `${first + i === at ? ">" : " "} ${String(first + i + 1).padStart(4)}  ${line}`)
    .join("\n");
  return { place: `${file}:${at + 1}`, text };
}
