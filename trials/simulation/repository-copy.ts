import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { services } from "#contracts/hears.ts";
import type { Edit, PlantedBug } from "./planted/planted.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const parts = [
  "contracts",
  "messaging",
  ...services,
  "outside",
  "stage",
  "tooling/terminal",
  "trials/simulation",
  "package.json",
  "tsconfig.json",
];

/** A copy of the repository in which one line is different, in a directory of its own. */
export interface RepositoryCopy {
  readonly directory: string;
  remove(): void;
}

/**
 * Copies the code, and plants a bug in the copy: what is shipped knows nothing of it.
 *
 * @throws Error when the line is not there exactly once: somebody has changed it, and the bug must be planted anew
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

/** Each line that is different, with the name of the bug. */
export const editsOf = ({
  also = [],
  ...planted
}: PlantedBug): readonly (Edit & { readonly name: string })[] => [
  planted,
  ...also.map((edit) => ({ ...edit, name: planted.name })),
];

/** @throws Error as `houseWith` does */
export function withBug(
  code: string,
  { name, file, line, becomes }: Edit & { readonly name: string },
): string {
  const [before, after, ...more] = code.split(line);
  if (before === undefined || after === undefined || more.length > 0) {
    const times = code.split(line).length - 1;
    throw new Error(`${name}: ${file} has ${times} times, and not once: ${line.trim()}`);
  }
  return `${before}${becomes}${after}`;
}
