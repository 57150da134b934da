import { cruise } from "dependency-cruiser";
import { importRules, tests } from "./import-rules.ts";

/** An import of one file of the repository by another, both as paths from its top. */
export interface Import {
  readonly from: string;
  readonly to: string;
}

/** Every import in some top-level folders, types included; those of tests and of libraries aside. */
export async function importsOf(folders: readonly string[]): Promise<readonly Import[]> {
  const { output } = await cruise([...folders], { ...importRules.options, baseDir: process.cwd() });
  if (typeof output === "string") throw new Error("dependency-cruiser returned text instead of a result");
  return output.modules
    .filter(({ source }) => !new RegExp(tests).test(source))
    .flatMap(({ source, dependencies }) =>
      dependencies.map(({ resolved }) => ({ from: source, to: resolved })),
    )
    .filter(({ to }) => to.endsWith(".ts") && !to.startsWith("node_modules/"));
}
