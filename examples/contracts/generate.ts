import { fileURLToPath } from "node:url";
import { generateCode } from "#contracts/generator/generate-code.ts";
import { commandLine } from "#tooling/terminal/command-line.ts";
import { hears } from "./hears.ts";

const { check = false } = commandLine<{ check?: true }>("contracts/generate.ts", (program) =>
  program
    .description("Writes the types and validators of the events.")
    .option("--check", "write nothing, and fail if a file is out of date"),
);

process.exitCode = await generateCode({
  folder: fileURLToPath(new URL(".", import.meta.url)),
  hears,
  check,
  print: (line) => console.log(line),
});
