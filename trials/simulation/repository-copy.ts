import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { embeddedCompany } from "#tooling/rules/folders.ts";
import type { Edit, PlantedBug } from "./planted/planted.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const parts = [
  ...embeddedCompany,
  "tooling/rules",
  "tooling/terminal",
  "trials/simulation",
  "package.json",
  "tsconfig.json",
];

/** A copy of the repository with a planted bug, in a temporary directory. */
export interface RepositoryCopy {
  readonly directory: string;
  remove(): void;
}

/**
 * Copies the code and plants a bug in the copy. The shipped code is untouched.
 *
 * @throws Error if the line does not occur exactly once: the code has changed, and the bug must be adapted
 */
export function copyWithBug(planted: PlantedBug): RepositoryCopy {
  const directory = mkdtempSync(join(tmpdir(), "planted-"));
  const isCode = (path: string) => !path.endsWith(`${sep}test`) && !path.endsWith(`${sep}node_modules`);
  for (const part of parts) {
    cpSync(join(root, part), join(directory, part), { recursive: true, filter: isCode });
  }
  symlinkSync(join(root, "node_modules"), join(directory, "node_modules"), "dir");
  for (const edit of editsOf(planted)) {
    const file = join(directory, edit.file);
    writeFileSync(file, withBug(readFileSync(file, "utf8"), edit));
  }
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

/** Each edit of the bug, with the bug's name. */
export const editsOf = ({
  also = [],
  ...planted
}: PlantedBug): readonly (Edit & { readonly name: string })[] => [
  planted,
  ...also.map((edit) => ({ ...edit, name: planted.name })),
];

/** @throws Error as `copyWithBug` does */
export function withBug(
  code: string,
  { name, file, line, becomes }: Edit & { readonly name: string },
): string {
  const [before, after, ...more] = code.split(line);
  if (before === undefined || after === undefined || more.length > 0) {
    const times = code.split(line).length - 1;
    throw new Error(`${name}: ${file} contains this line ${times} times instead of once: ${line.trim()}`);
  }
  return `${before}${becomes}${after}`;
}
