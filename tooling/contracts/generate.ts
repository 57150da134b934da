// `npm run generate` writes the files derived from the schemas and hears.ts; --check only compares them.
// Exit status: 0 up to date, 1 a generated file is out of date, 2 invalid sources.

import { fileURLToPath } from "node:url";
import { generate } from "#contracts/generator/generate.ts";
import { hears } from "#contracts/hears.ts";
import { commandLine } from "../terminal/command-line.ts";

const { check = false } = commandLine<{ check?: true }>("npm run generate", (program) =>
  program
    .description("Writes the files derived from the schemas and hears.ts.")
    .option("--check", "write nothing, and fail if a file is out of date"),
);

process.exitCode = await generate({
  folder: fileURLToPath(new URL("../../contracts", import.meta.url)),
  pages: fileURLToPath(new URL("../../docs/events", import.meta.url)),
  hears,
  check,
  print: (line) => console.log(line),
});
