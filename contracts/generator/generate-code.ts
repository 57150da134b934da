import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Contracts, readContracts } from "./contracts.ts";
import { problemsIn } from "./problems.ts";
import { renderTypes } from "./types.ts";
import { renderDeclarations, renderValidators } from "./validators.ts";

export interface CodeRequest {
  /** The contracts folder: it contains events/ and envelope.json, and receives generated/. */
  readonly folder: string;
  /** The envelope's schema, if it is elsewhere. Default: envelope.json in the folder. */
  readonly envelope?: string;
  readonly hears: Readonly<Record<string, readonly string[]>>;
  /** Compare instead of writing. */
  readonly check: boolean;
  readonly print: (line: string) => void;
}

/** The types and validators of all events, by the names of their files. */
export const renderCode = async (contracts: Contracts) => ({
  "events.ts": await renderTypes(contracts),
  "validators.js": renderValidators(contracts),
  "validators.d.ts": renderDeclarations(),
});

/** Writes or compares the code that a service needs: types and validators. Returns the exit status. */
export async function generateCode({
  folder,
  envelope,
  hears,
  check,
  print,
}: CodeRequest): Promise<0 | 1 | 2> {
  const contracts = { ...(await readContracts(folder, envelope)), hears };
  const problems = problemsIn(contracts);
  for (const problem of problems) print(problem);
  if (problems.length > 0) return 2;

  await mkdir(join(folder, "generated"), { recursive: true });
  let status: 0 | 1 = 0;
  for (const [name, text] of Object.entries(await renderCode(contracts))) {
    const path = join(folder, "generated", name);
    if ((await readFile(path, "utf8").catch(() => undefined)) === text) continue;
    if (check) {
      print(`${path} is out of date: generate it again, and commit it.`);
      status = 1;
    } else {
      await writeFile(path, text);
    }
  }
  return status;
}
