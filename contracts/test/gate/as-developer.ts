import { execFile } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { anyOf } from "#tooling/testing/arbitrary.ts";
import { check } from "../../gate/check.ts";
import { release } from "../../gate/create-release.ts";
import { wholeFile } from "../../gate/schema/flatten.ts";
import { formats } from "../../gate/schema/keywords.ts";
import { isJson, type Json } from "../../generator/contracts.ts";
import { generate } from "../../generator/generate.ts";
import { hears } from "../../hears.ts";
import type { Case } from "./cases/event-cases.ts";
import { applyEdits, type Edit } from "./contracts-copy.ts";

/** The result of a command. */
export interface CommandResult {
  readonly status: number;
  readonly lines: readonly string[];
  readonly seconds: number;
}

/**
 * Makes the change in a clone as a developer would, including examples and `npm run generate`. Returns the
 * generator's result.
 */
export async function changeAsDeveloper(clone: string, { given = [], change }: Case): Promise<CommandResult> {
  if (given.length > 0) {
    // The baseline is a release of exactly this: the newest of all would be another.
    await editAsDeveloper(clone, given, given);
    await rm(join(clone, "contracts/releases"), { recursive: true });
    await release(
      optionsFor(clone, () => {}),
      "1.0.0",
      "2026-01-02",
    );
  }
  return editAsDeveloper(clone, change, [...given, ...change]);
}

/** `npm run contracts -- check` in the clone. */
export const runGate = (clone: string): Promise<CommandResult> =>
  ran((print) => check(optionsFor(clone, print)));

const optionsFor = (clone: string, print: (line: string) => void) => ({
  folder: join(clone, "contracts"),
  repository: clone,
  print,
});

async function ran(work: (print: (line: string) => void) => Promise<number>): Promise<CommandResult> {
  const began = performance.now();
  const lines: string[] = [];
  const status = await work((line) => lines.push(line));
  return { status, lines, seconds: Math.round((performance.now() - began) / 1_000) };
}

/** Resets the clone to its last commit. */
export async function undo(clone: string): Promise<void> {
  await run(clone, "git", "checkout", "--quiet", ".");
  await run(clone, "git", "clean", "--quiet", "-fd", "contracts", "docs");
}

/** Runs a command in a folder; a failure is a result, not an error. */
export function run(folder: string, program: string, ...args: readonly string[]): Promise<CommandResult> {
  const began = performance.now();
  return new Promise((resolve) => {
    const child = execFile(program, args, { cwd: folder, maxBuffer: 2 ** 26 }, (error, stdout, stderr) =>
      resolve({
        status: error ? (child.exitCode ?? -1) : 0,
        lines: `${stdout}${stderr}`.trimEnd().split("\n"),
        seconds: Math.round((performance.now() - began) / 1_000),
      }),
    );
  });
}

async function editAsDeveloper(
  clone: string,
  edits: readonly Edit[],
  soFar: readonly Edit[],
): Promise<CommandResult> {
  const folder = join(clone, "contracts");
  const schemas = [...new Set(edits.map(({ file, as = file }) => as))].filter((file) =>
    /^events\/|^envelope\.json$/.test(file),
  );
  const before = await Promise.all(schemas.map((file) => examplesIn(join(folder, file))));
  await applyEdits({ folder }, edits);
  for (const [at, file] of schemas.entries()) await writeExamples(join(folder, file), before[at] ?? []);
  // hears.ts is code that this process has already loaded, so run the generator in a new process.
  if (soFar.some(({ file }) => file.endsWith(".ts"))) return run(clone, "npm", "run", "--silent", "generate");
  const pages = join(clone, "docs/events");
  return ran((print) => generate({ folder, pages, hears, check: false, print }));
}

async function examplesIn(path: string): Promise<readonly unknown[]> {
  const schema = await schemaIn(path);
  return Array.isArray(schema?.examples) ? schema.examples : [];
}

async function schemaIn(path: string): Promise<Json | undefined> {
  const schema: unknown = JSON.parse(await readFile(path, "utf8").catch(() => "null"));
  return isJson(schema) ? schema : undefined;
}

/**
 * Keeps the examples that still match, and adds two: one with every field, one with the required fields only.
 */
async function writeExamples(path: string, old: readonly unknown[]): Promise<void> {
  const schema = await schemaIn(path);
  if (!schema) return;
  const [first] = old.filter(isJson);
  const whole = repaired(first ?? {}, schema);
  const { required } = schema;
  const needed = Object.entries(whole).filter(([name]) => Array.isArray(required) && required.includes(name));
  const examples = [...old, whole, Object.fromEntries(needed)].filter((one) => fits(schema, schema, one));
  await writeFile(path, `${JSON.stringify({ ...schema, examples }, null, 2)}\n`);
}

function repaired(example: Json, schema: Json): Json {
  const fields = Object.entries(isJson(schema.properties) ? schema.properties : {});
  return Object.fromEntries(
    fields.map(([name, field]) => [
      name,
      isJson(field) && !fits(field, schema, example[name])
        ? fc.sample(anyOf({ ...wholeFile({ file: name, schema }), schema: field }), {
            numRuns: 1,
            seed: 1,
          })[0]
        : example[name],
    ]),
  );
}

function fits(part: Json, { definitions }: Json, value: unknown): boolean {
  const ajv = new Ajv({ strict: false, logger: false });
  addFormats.default(ajv, [...formats]);
  return ajv.validate({ definitions, ...part, examples: [] }, value);
}
