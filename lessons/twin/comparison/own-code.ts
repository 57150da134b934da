import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("../../../", import.meta.url));
const imported = /^(?:import|export)(?! type)[^;]*? from "([#.][^"]*\.ts)";/gm;
/** The chassis, the contracts and the stage are common to every company. */
const common = /^(messaging|contracts|stage)\//;

/** The lines of code, blank ones aside, that only the first of two companies is made of. @param entries its files, from the top */
export function linesOnlyIn(entries: readonly string[], others: readonly string[]): number {
  const theirs = filesFrom(others);
  return [...filesFrom(entries)]
    .filter((file) => !theirs.has(file))
    .reduce(
      (sum, file) =>
        sum +
        textOf(file)
          .split("\n")
          .filter((line) => line.trim() !== "").length,
      0,
    );
}

/** Some files and everything that they import. */
function filesFrom(entries: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file) || common.test(file)) return;
    found.add(file);
    for (const [, path = ""] of textOf(file).matchAll(imported))
      visit(path.startsWith("#") ? path.slice(1) : join(dirname(file), path));
  };
  for (const entry of entries) visit(entry);
  return found;
}

const textOf = (file: string): string => readFileSync(join(repository, file), "utf8");
