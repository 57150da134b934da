import { InvalidArgumentError } from "commander";
import { commandLine } from "#tooling/terminal/command-line.ts";
import { faults } from "./faults/index.ts";
import { decimal, whole } from "./numbers.ts";

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

/** What `npm run chaos` was asked for. */
export const chaosOptions = (): ChaosOptions =>
  commandLine<ChaosOptions>("npm run chaos", (program) =>
    program
      .description(
        "Breaks the company on real servers while customers order, and sees whether it keeps its promises.",
      )
      .option("--json", "prints one JSON object instead of a table")
      .option("--list", "says which faults there are")
      .option(
        "--short",
        "each fault once, in less than five minutes (default without --long, --only and --rounds)",
      )
      .option("--long", "each fault as often as it takes to believe it, in hours")
      .option("--only <fault,…>", "these faults alone", known)
      .option("--rounds <number>", "so many rounds of each fault, and as many with several at once", whole)
      .option(
        "--minutes <number>",
        "no strike begins after so long, and the rest of the plan is left out",
        decimal,
      )
      .option("--rate <number>", "orders a second", decimal, 5)
      .option("--seed <number>", "what everything is drawn from", whole, 1),
  );

function known(text: string): readonly string[] {
  const names = text.split(",");
  const unknown = names.filter((name) => !faults.some((fault) => fault.name === name));
  if (unknown.length === 0) return names;
  throw new InvalidArgumentError(`there is no ${unknown.join(", ")}: --list says what there is.`);
}
