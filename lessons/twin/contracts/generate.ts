import { fileURLToPath } from "node:url";
import { generateCode } from "#contracts/generator/generate-code.ts";
import { hears } from "./hears.ts";

const isCommand = (type: string): boolean => type.startsWith("conductor.");

/** Writes the types and validators of the commands; with --check, only compares. The events of the choreography have theirs. */
process.exitCode = await generateCode({
  folder: fileURLToPath(new URL(".", import.meta.url)),
  envelope: fileURLToPath(new URL("../../../contracts/envelope.json", import.meta.url)),
  hears: Object.fromEntries(
    Object.entries(hears).map(([service, types]) => [service, types.filter(isCommand)]),
  ),
  check: process.argv.includes("--check"),
  print: (line) => console.log(line),
});
