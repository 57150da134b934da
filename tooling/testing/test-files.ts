import { readdirSync } from "node:fs";
import { join, relative } from "node:path";

/** Installed packages, generated files, and copies of the repository. */
const skipped = new Set([".git", ".sandbox", "coverage", "node_modules"]);

/** Every `*.test.ts` below a folder, as sorted relative paths. */
export function testFiles(top: string): readonly string[] {
  const below = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return skipped.has(entry.name) ? [] : below(path);
      return entry.name.endsWith(".test.ts") ? [relative(top, path)] : [];
    });
  return below(top).sort();
}
