import { InvalidArgumentError } from "commander";
import { commandLine, positiveNumber, wholeNumberFrom1 } from "#tooling/terminal/command-line.ts";
import { faults } from "./faults/index.ts";

export interface ChaosOptions {
  readonly json?: true;
  readonly list?: true;
  readonly long?: true;
  readonly mixed?: true;
  readonly only?: readonly string[];
  readonly rounds?: number;
  readonly minutes?: number;
  readonly rate: number;
  readonly seed: number;
}

/** Parses the command line of `npm run chaos`. */
export const chaosOptions = (): ChaosOptions =>
  commandLine<ChaosOptions>("npm run chaos", (program) =>
    program
      .description("Injects faults into the company on real servers under load, and checks its invariants.")
      .option("--json", "print one JSON object instead of a table")
      .option("--list", "list the faults")
      .option(
        "--short",
        "each fault once, in under five minutes (default without --long, --only and --rounds)",
      )
      .option("--long", "each fault often enough to be conclusive; takes hours")
      .option("--only <fault,…>", "only these faults", known)
      .option(
        "--rounds <number>",
        "rounds of each fault, and as many rounds with several at once",
        wholeNumberFrom1,
      )
      .option(
        "--minutes <number>",
        "start no fault after this time, and skip the rest of the plan",
        positiveNumber,
      )
      .option("--rate <number>", "orders per second", positiveNumber, 5)
      .option("--seed <number>", "seed of all random choices", wholeNumberFrom1, 1),
  );

function known(text: string): readonly string[] {
  const names = text.split(",");
  const unknown = names.filter((name) => !faults.some((fault) => fault.name === name));
  if (unknown.length === 0) return names;
  throw new InvalidArgumentError(`unknown: ${unknown.join(", ")}; --list shows the faults.`);
}
