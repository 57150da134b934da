import { fileURLToPath } from "node:url";
import { generateCode } from "#contracts/generator/generate-code.ts";
import { hears } from "./hears.ts";

/** Writes the types and validators; with --check, only compares. Exit status 0 means up to date. */
process.exitCode = await generateCode({
  folder: fileURLToPath(new URL(".", import.meta.url)),
  hears,
  check: process.argv.includes("--check"),
  print: (line) => console.log(line),
});
