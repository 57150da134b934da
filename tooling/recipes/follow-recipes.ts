// `node --import tsx tooling/recipes/follow-recipes.ts`: follows the recipes of CONTRIBUTING.md, step by step, in a copy of this
// repository, and checks the copy with the commands that the recipes name. Exit status 1: a step failed; the error names it.
import { execFileSync } from "node:child_process";
import { Argument } from "commander";
import { copyRepository } from "../repository-copy/repository-copy.ts";
import { commandArguments } from "../terminal/command-line.ts";
import { recipes } from "./steps.ts";

const chosen = commandArguments("follow-recipes.ts", (program) =>
  program
    .description("Follows the recipes of CONTRIBUTING.md in a copy of this repository.")
    .addArgument(
      new Argument("[recipe...]", "only these: a story needs the event before it").choices(
        Object.keys(recipes),
      ),
    ),
);
const copy = copyRepository();

try {
  // Biome and knip read .gitignore only in a git repository.
  execFileSync("git", ["init", "--quiet"], { cwd: copy.folder });
  for (const [recipe, steps] of Object.entries(recipes)) {
    if (chosen.length > 0 && !chosen.includes(recipe)) continue;
    for (const [step, follow] of Object.entries(steps)) {
      const began = performance.now();
      follow({ edit, write: copy.write, run });
      console.log(`✓ ${recipe}: ${step} (${((performance.now() - began) / 1_000).toFixed(1)} s)`);
    }
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  copy.remove();
}

/** Replaces the first occurrence of a text. @throws Error if there is none */
function edit(file: string, text: string, becomes: string): void {
  const before = copy.read(file);
  if (!before.includes(text))
    throw new Error(`${file} does not contain ${JSON.stringify(text)}: adapt this step of the recipe`);
  copy.write(file, before.replace(text, becomes));
}

function run(command: string): void {
  try {
    execFileSync("bash", ["-c", command], {
      cwd: copy.folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} fails in the copy:\n${stdout}${stderr}`, { cause: error });
  }
}
