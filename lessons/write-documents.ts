import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Results, withExperiments } from "./documents.ts";
import { lessons } from "./index.ts";
import { repository } from "./prove-in-processes.ts";

/** The files with the ninety answers. */
export const answerFiles = (): readonly string[] =>
  readdirSync(join(repository, "docs/questions"))
    .filter((name) => name.endsWith(".md") && name !== "README.md")
    .map((name) => join(repository, "docs/questions", name));

/** Writes the experiments and their numbers into docs/questions. Returns the files that changed. */
export function writeExperiments(results: Results): readonly string[] {
  return answerFiles().filter((file) => {
    const text = readFileSync(file, "utf8");
    const written = withExperiments(text, lessons, results);
    if (written !== text) writeFileSync(file, written);
    return written !== text;
  });
}
