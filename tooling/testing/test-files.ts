import { readdirSync } from "node:fs";
import { join, relative } from "node:path";

/** Not ours, or copies of what is ours. */
const skipped = new Set([".git", ".sandbox", "coverage", "node_modules"]);

/** Every `*.test.ts` below a folder, wherever it lies, relative to the folder and in the order of their names. */
export function testFiles(top: string): readonly string[] {
  const below = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return skipped.has(entry.name) ? [] : below(path);
      return entry.name.endsWith(".test.ts") ? [relative(top, path)] : [];
    });
  return below(top).sort();
}
