import { spawn } from "node:child_process";
import { count } from "#stage/narrative/text/words.ts";
import { copyWithBug } from "./planted/plant.ts";
import type { PlantedBug } from "./planted/planted.ts";
import { type SubjectName, subjects } from "./subject.ts";

export interface PlantedCheckOptions {
  readonly subject: SubjectName;
  /** Check only this bug. @default all */
  readonly name: string | undefined;
  /** The maximum number of seeds per bug. */
  readonly seeds: number;
  /** How many bugs to check in parallel. */
  readonly workers: number;
  readonly json: boolean;
}

export interface PlantedResult {
  readonly name: string;
  /** Undefined if the bug survived. */
  readonly caught: { readonly afterSeeds: number; readonly invariant: string } | undefined;
}

/** Simulates with each planted bug until an invariant is broken. Returns how many bugs survived. */
export async function checkPlantedBugs({
  subject,
  name,
  seeds,
  workers,
  json,
}: PlantedCheckOptions): Promise<number> {
  const planted: readonly PlantedBug[] = subjects[subject].planted;
  const waiting = planted.filter((planted) => name === undefined || planted.name === name);
  if (waiting.length === 0) throw new Error(`unknown planted bug: ${name}`);
  const results: PlantedResult[] = [];
  async function work(): Promise<void> {
    for (let planted = waiting.shift(); planted; planted = waiting.shift()) {
      const result = await checkPlantedBug(planted, seeds);
      results.push(result);
      console.log(json ? JSON.stringify(result) : lineFor(result, seeds));
    }
  }
  await Promise.all(Array.from({ length: workers }, work));
  const survivors = results.filter(({ caught }) => !caught);
  if (!json) console.log(`${results.length} planted bugs, ${survivors.length} survived`);
  return survivors.length;
}

/** Simulates with one planted bug until an invariant is broken. */
export async function checkPlantedBug(planted: PlantedBug, seeds: number): Promise<PlantedResult> {
  const copy = copyWithBug(planted);
  try {
    const lines = await simulate(copy.folder, planted, seeds);
    const results = lines.flatMap((line): Failing[] => {
      const said = JSON.parse(line);
      return "violations" in said ? [said] : [];
    });
    if (results.length === 0) throw new Error(`${planted.name}: the simulation did not run`);
    const [violation] = results.find(({ violations }) => violations.length > 0)?.violations ?? [];
    const caught = violation && { afterSeeds: results.length, invariant: violation.invariant };
    return { name: planted.name, caught };
  } finally {
    copy.remove();
  }
}

type Failing = { readonly violations: readonly { readonly invariant: string }[] };

/** Runs the simulation in a copy of the repository, up to the first seed that fails. */
function simulate(directory: string, { twin }: PlantedBug, seeds: number): Promise<readonly string[]> {
  const args = [
    "trials/simulation/simulate.ts",
    "--seeds",
    String(seeds),
    "--workers",
    "1",
    "--until",
    "1",
    "--json",
    ...(twin ? ["--twin"] : []),
  ];
  const child = spawn(process.execPath, [...process.execArgv, ...args], {
    cwd: directory,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.on("data", (chunk) => {
    text += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => resolve(text.split("\n").filter((line) => line !== "")));
  });
}

const lineFor = ({ name, caught }: PlantedResult, seeds: number): string =>
  caught
    ? `✓ ${name.padEnd(36)} caught after ${count(caught.afterSeeds, "seed")}: ${caught.invariant}`
    : `✗ ${name.padEnd(36)} survived ${count(seeds, "seed")}`;
