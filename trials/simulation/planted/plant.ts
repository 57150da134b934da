import { copyRepository, type RepositoryCopy } from "#tooling/repository-copy/repository-copy.ts";
import { embeddedCompany } from "#tooling/rules/folders.ts";
import type { Edit, PlantedBug } from "./planted.ts";

const parts = [
  ...embeddedCompany,
  "lessons/twin",
  "tooling/repository-copy",
  "tooling/rules",
  "tooling/terminal",
  "trials/simulation",
  "package.json",
  "tsconfig.json",
];

/**
 * Plants a bug in a copy of the code. The shipped code is untouched.
 *
 * @throws Error if a line does not occur exactly once: the code has changed, and the bug must be adapted
 */
export function copyWithBug(planted: PlantedBug): RepositoryCopy {
  const copy = copyRepository({ parts, omit: (path) => /[\\/]test$/.test(path) });
  for (const { file, line, becomes } of editsOf(planted)) copy.edit(file, line, becomes);
  return copy;
}

/** Each edit of the bug. */
export const editsOf = ({ also = [], ...planted }: PlantedBug): readonly Edit[] => [planted, ...also];
