// `npm run generate` writes the files derived from the schemas and hears.ts; --check only compares them.
// Exit status: 0 up to date, 1 a generated file is out of date, 2 invalid sources.

import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { generate } from "./generator/generate.ts";
import { hears } from "./hears.ts";
import { topology } from "./topology.ts";

const { values } = given();

process.exitCode = await generate({
  folder: fileURLToPath(new URL(".", import.meta.url)),
  pages: fileURLToPath(new URL("../docs/events", import.meta.url)),
  hears,
  topology,
  check: values.check,
  print: (line) => console.log(line),
});

function given() {
  try {
    return parseArgs({ options: { check: { type: "boolean", default: false } } });
  } catch (error) {
    console.error(`npm run generate: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(2);
  }
}
