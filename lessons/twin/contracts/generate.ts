import { fileURLToPath } from "node:url";
import { generateCode } from "#contracts/generator/generate-code.ts";
import { commandLine } from "#tooling/terminal/command-line.ts";
import { hears } from "./hears.ts";

const { check = false } = commandLine<{ check?: true }>("lessons/twin/contracts/generate.ts", (program) =>
  program
    .description("Writes the types and validators of the conductor's commands.")
    .option("--check", "write nothing, and fail if a file is out of date"),
);

const isCommand = (type: string): boolean => type.startsWith("conductor.");

// The code for the events of the choreography already exists.
process.exitCode = await generateCode({
  folder: fileURLToPath(new URL(".", import.meta.url)),
  envelope: fileURLToPath(new URL("../../../contracts/envelope.json", import.meta.url)),
  hears: Object.fromEntries(
    Object.entries(hears).map(([service, types]) => [service, types.filter(isCommand)]),
  ),
  check,
  print: (line) => console.log(line),
});
