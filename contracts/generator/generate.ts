import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { renderChoreography } from "./choreography.ts";
import { type Contracts, readContracts } from "./contracts.ts";
import { problemsIn } from "./problems.ts";
import { renderTypes } from "./types.ts";
import { renderDeclarations, renderValidators } from "./validators.ts";

export interface Request {
  /** The folder with events/ and envelope.json; generated/ is written beside them. */
  folder: string;
  hears: Readonly<Record<string, readonly string[]>>;
  topology: object;
  /** Compare instead of writing. */
  check: boolean;
  say: (line: string) => void;
}

/** Checks the sources, then writes or compares everything generated; the answer is the exit status. */
export async function generate({ folder, hears, topology, check, say }: Request): Promise<0 | 1 | 2> {
  const contracts = { ...(await readContracts(folder)), hears };
  const problems = problemsIn(contracts);
  for (const problem of problems) say(problem);
  if (problems.length > 0) return 2;

  const files = await render(contracts, topology);
  if (!check) {
    await write(folder, files);
    say(`generated ${files.size} files from ${contracts.events.length} events`);
    return 0;
  }
  const drifted = await driftedFrom(folder, files);
  for (const name of drifted) say(`contracts/generated/${name} is out of date.`);
  if (drifted.length > 0) say("Run npm run generate, and commit what it writes.");
  return drifted.length > 0 ? 1 : 0;
}

async function render(contracts: Contracts, topology: object): Promise<Map<string, string>> {
  return new Map([
    ["events.ts", await renderTypes(contracts)],
    ["validators.js", renderValidators(contracts)],
    ["validators.d.ts", renderDeclarations()],
    ["topology.json", `${JSON.stringify(topology, null, 2)}\n`],
    ["choreography.md", renderChoreography(contracts)],
  ]);
}

async function write(folder: string, files: Map<string, string>) {
  await mkdir(join(folder, "generated"), { recursive: true });
  for (const [name, text] of files) await writeFile(join(folder, "generated", name), text);
}

async function driftedFrom(folder: string, files: Map<string, string>): Promise<string[]> {
  const drifted: string[] = [];
  for (const [name, text] of files) {
    const found = await readFile(join(folder, "generated", name), "utf8").catch(() => undefined);
    if (found !== text) drifted.push(name);
  }
  return drifted;
}
