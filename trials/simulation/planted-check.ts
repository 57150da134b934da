import { spawn } from "node:child_process";
import { allPlanted } from "./planted/index.ts";
import type { Planted } from "./planted/planted.ts";
import { houseWith } from "./repository-copy.ts";

export interface ProveOptions {
  /** Only this one. Default: all. */
  readonly name: string | undefined;
  /** How many seeds to try each with. */
  readonly seeds: number;
  /** How many to try at the same time. */
  readonly workers: number;
  readonly json: boolean;
}

export interface Proof {
  readonly name: string;
  /** Undefined when it survived. */
  readonly caught: { readonly afterSeeds: number; readonly invariant: string } | undefined;
}

/** Tries every planted bug until a promise is broken. Answers how many survived. */
export async function provePlanted({ name, seeds, workers, json }: ProveOptions): Promise<number> {
  const waiting = allPlanted.filter((planted) => name === undefined || planted.name === name);
  if (waiting.length === 0) throw new Error(`there is no planted bug ${name}`);
  const proofs: Proof[] = [];
  async function work(): Promise<void> {
    for (let planted = waiting.shift(); planted; planted = waiting.shift()) {
      const proof = await prove(planted, seeds);
      proofs.push(proof);
      console.log(json ? JSON.stringify(proof) : lineAbout(proof, seeds));
    }
  }
  await Promise.all(Array.from({ length: workers }, work));
  const survivors = proofs.filter(({ caught }) => !caught);
  if (!json) console.log(`${proofs.length} planted bugs, ${survivors.length} survived`);
  return survivors.length;
}

/** Tries one planted bug until a promise is broken. */
export async function prove(planted: Planted, seeds: number): Promise<Proof> {
  const house = houseWith(planted);
  try {
    const lines = await simulate(house.directory, seeds);
    const verdicts = lines.flatMap((line): Failing[] => {
      const said = JSON.parse(line);
      return "violations" in said ? [said] : [];
    });
    if (verdicts.length === 0) throw new Error(`${planted.name}: the simulation did not run`);
    const [violation] = verdicts.find(({ violations }) => violations.length > 0)?.violations ?? [];
    const caught = violation && { afterSeeds: verdicts.length, invariant: violation.invariant };
    return { name: planted.name, caught };
  } finally {
    house.remove();
  }
}

type Failing = { readonly violations: readonly { readonly invariant: string }[] };

/** The simulation of another house, up to the first seed that fails. */
function simulate(directory: string, seeds: number): Promise<readonly string[]> {
  const args = [
    "trials/simulation/simulate.ts",
    "--seeds",
    String(seeds),
    "--workers",
    "1",
    "--until",
    "1",
    "--json",
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

const lineAbout = ({ name, caught }: Proof, seeds: number): string =>
  caught
    ? `✓ ${name.padEnd(36)} caught in ${caught.afterSeeds} seeds: ${caught.invariant}`
    : `✗ ${name.padEnd(36)} survived ${seeds} seeds`;
