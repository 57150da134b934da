// `node --import tsx tooling/recipes/follow-recipes.ts`: follows the recipes of CONTRIBUTING.md, step by step, in a copy of this repository, and checks the
// copy with the commands that the recipes name. Exit status 1 when a step fails; says which.
// With titles, only those recipes: a story needs the event before it.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { recipes } from "./steps.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const copy = mkdtempSync(join(tmpdir(), "recipes-"));

try {
  const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: repository,
    encoding: "utf8",
  });
  for (const file of files.split("\0").filter((name) => name !== ""))
    cpSync(join(repository, file), join(copy, file), { recursive: true });
  symlinkSync(join(repository, "node_modules"), join(copy, "node_modules"));
  // Biome and knip leave out what git ignores.
  execFileSync("git", ["init", "--quiet"], { cwd: copy });
  const wanted = process.argv.slice(2);
  for (const [recipe, steps] of Object.entries(recipes)) {
    if (wanted.length > 0 && !wanted.includes(recipe)) continue;
    for (const [step, follow] of Object.entries(steps)) {
      const began = performance.now();
      follow({ edit, write, run });
      console.log(`✓ ${recipe}: ${step} (${((performance.now() - began) / 1_000).toFixed(1)} s)`);
    }
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(copy, { recursive: true });
}

/** Puts text after a text that is there once at least. */
function edit(file: string, old: string, newer: string): void {
  const path = join(copy, file);
  const text = readFileSync(path, "utf8");
  if (!text.includes(old))
    throw new Error(`${file} does not say ${JSON.stringify(old)}: the recipe has to be followed otherwise`);
  writeFileSync(path, text.replace(old, newer));
}

function write(file: string, text: string): void {
  execFileSync("mkdir", ["-p", dirname(join(copy, file))]);
  writeFileSync(join(copy, file), text);
}

function run(command: string): void {
  try {
    execFileSync("bash", ["-c", command], { cwd: copy, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} fails in the copy:\n${stdout}${stderr}`, { cause: error });
  }
}
