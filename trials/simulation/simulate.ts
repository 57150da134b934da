import { availableParallelism } from "node:os";
import { commandLine, exitingWith, wholeNumber, wholeNumberFrom1 } from "#tooling/terminal/command-line.ts";
import { runHistory } from "./history.ts";
import { planOf } from "./plan.ts";
import { checkPlantedBugs } from "./planted-check.ts";
import { lineFor, reportOf } from "./report.ts";
import { runSeeds } from "./run-seeds.ts";
import { only } from "./shrink.ts";
import { type SubjectName, subjects } from "./subject.ts";

interface Options {
  readonly seeds: number;
  readonly from: number;
  readonly seed?: number;
  readonly only?: string;
  readonly trace?: true;
  readonly planted?: true | string;
  readonly twin?: true;
  readonly workers: number;
  readonly until: number;
  readonly json?: true;
}

/** `npm run simulate`: runs the real services through seeded histories with faults, and checks the same invariants in each. */
const options = commandLine<Options>("npm run simulate", (program) =>
  program
    .description("Runs seeded histories with faults, and checks the invariants at each step and at rest.")
    .option("--seeds <number>", "number of histories", wholeNumberFrom1, 500)
    .option("--from <number>", "the first seed", wholeNumber, 1)
    .option(
      "--seed <number>",
      "run this history only; if it fails, also find the smallest history that still fails",
      wholeNumber,
    )
    .option("--only <ids>", "with --seed: only these orders, errands and faults, such as o1,e2,f3")
    .option("--trace", "with --seed: print everything that happens")
    .option("--planted [name]", "check that every planted bug is caught, or only the one named")
    .option("--twin", "simulate the orchestrated twin instead of the choreography")
    .option(
      "--workers <number>",
      "number of processes (default: one per core)",
      wholeNumberFrom1,
      availableParallelism(),
    )
    .option("--until <number>", "stop after this many failed histories", wholeNumberFrom1, 20)
    .option("--json", "print one line of JSON per history, then a summary line"),
);

const subject: SubjectName = options.twin ? "twin" : "choreography";
const isWell = await exitingWith(1, () => {
  if (options.planted) return planted(options.planted === true ? undefined : options.planted);
  return options.seed === undefined ? runSeeds({ ...options, subject }) : one(options.seed);
});
if (!isWell) process.exitCode = 1;

async function one(seed: number): Promise<boolean> {
  const whole = planOf(seed, subjects[subject].design);
  const plan = options.only ? only(whole, new Set(options.only.split(","))) : whole;
  const result = await runHistory(plan, options.trace ? { trace: "everything" } : {});
  for (const line of result.trace) console.log(line);
  console.log(options.json ? JSON.stringify({ ...result, trace: undefined }) : lineFor(result));
  const [first] = result.violations;
  if (first && !options.json && !options.only) {
    for (const line of await reportOf(plan, first)) console.log(line);
  }
  return first === undefined;
}

async function planted(name: string | undefined): Promise<boolean> {
  const { seeds, workers } = options;
  return (await checkPlantedBugs({ subject, name, seeds, workers, json: options.json === true })) === 0;
}
