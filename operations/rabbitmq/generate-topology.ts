// Writes contracts/generated/topology.json: the exchanges and bindings of the contracts, and the queues of
// the chassis. With --check, only compares. Exit status: 0 up to date, 1 out of date, 2 wrong arguments.

import { readFile, writeFile } from "node:fs/promises";
import { contracts } from "#contracts/contracts.ts";
import { companyTopology } from "#messaging/topology.ts";
import { commandLine } from "#tooling/terminal/command-line.ts";

const { check = false } = commandLine<{ check?: true }>("generate-topology", (program) =>
  program
    .description("Writes contracts/generated/topology.json.")
    .option("--check", "write nothing, and fail if the file is out of date"),
);
const file = new URL("../../contracts/generated/topology.json", import.meta.url);
const text = `${JSON.stringify(companyTopology(contracts), null, 2)}\n`;

if (!check) {
  await writeFile(file, text);
} else if ((await readFile(file, "utf8").catch(() => undefined)) !== text) {
  console.log("contracts/generated/topology.json is out of date: run npm run generate, and commit it.");
  process.exitCode = 1;
}
