import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { generateCode } from "#contracts/generator/generate-code.ts";
import { hears } from "./hears.ts";

// Node's own reader of command lines: a company that copies this has no tooling/.
const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });

/** Writes the types and validators; with --check, only compares. Exit status 0 means up to date. */
process.exitCode = await generateCode({
  folder: fileURLToPath(new URL(".", import.meta.url)),
  hears,
  check: values.check,
  print: (line) => console.log(line),
});
