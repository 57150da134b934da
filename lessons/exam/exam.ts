import { InvalidArgumentError } from "commander";
import colors from "picocolors";
import { count } from "#stage/narrative/text/words.ts";
import { commandLine, exitingWith, wholeNumberFrom1 } from "#tooling/terminal/command-line.ts";
import { talkOnTerminal } from "../learn/dialog.ts";
import { wrap } from "../learn/text.ts";
import { type Case, lookNames } from "./case.ts";
import { cases } from "./cases.ts";
import { complaintsOf } from "./complaints.ts";
import { look, lookCalled } from "./looks.ts";
import { playAll, unfairIn } from "./prove-exam.ts";
import { playEvening } from "./scene.ts";
import { takeCase } from "./take-case.ts";

interface Options {
  readonly case?: Case;
  readonly look?: string;
  readonly prove?: number;
  readonly seed: number;
}

const options = commandLine<Options>("npm run exam", (program) =>
  program
    .description("An evening went wrong. Look around, and find out which of twenty suspects it was.")
    .option("--case <number>", "one of the twelve cases", caseNumbered)
    .option("--look <what>", 'looks once, and asks nothing: outbox, or "order 7"')
    .option("--seed <number>", "seed for all random choices", wholeNumberFrom1, 1)
    .option(
      "--prove <seeds>",
      "plays all cases with this many seeds, and looks for one that cannot be solved",
      wholeNumberFrom1,
    ),
);
const width = Math.min(process.stdout.columns || 100, 110);

await exitingWith(2, main);

async function main(): Promise<void> {
  if (options.prove) return prove(options.prove);
  const theCase = options.case;
  if (!theCase && options.look !== undefined)
    throw new Error(`--look is about a case: npm run exam -- --case 5 --look "${options.look}"`);
  if (!theCase) return console.log(introduction());
  const isTerminal = Boolean(process.stdin.isTTY && process.stdout.isTTY);
  if (isTerminal && options.look === undefined)
    console.log(`The evening of case ${theCase.number} is played: that takes some seconds.`);
  const scene = await playEvening(theCase, options.seed);
  if (options.look !== undefined) {
    const [name = "", target] = options.look.trim().split(/\s+/);
    for (const line of look(scene, lookCalled(name), target)) console.log(line);
    return;
  }
  if (!isTerminal) {
    for (const complaint of complaintsOf(scene)) console.log(complaint);
    console.log(`\nLook with --look, for example: npm run exam -- --case ${theCase.number} --look outbox`);
    return;
  }
  await talkOnTerminal("The case stays open.", (dialog) => takeCase(theCase, scene, dialog, width));
}

/** Prints what is unfair on the evenings of each seed. Exit status 1 if anything is. */
async function prove(seeds: number): Promise<void> {
  let fair = 0;
  for (let seed = 1; seed <= seeds; seed += 1) {
    const unfair = unfairIn(await playAll(seed));
    if (unfair.length === 0) fair += 1;
    console.log(
      `seed ${String(seed).padStart(2)}  ${unfair.join("; ") || "twelve cases, each solved by its looks, no two alike"}`,
    );
  }
  console.log(`${fair} of ${count(seeds, "seed")} fair`);
  if (fair < seeds) process.exitCode = 1;
}

function introduction(): string {
  return [
    wrap(
      `Twelve evenings, each with one hidden mutation in the code of the company. You hear what people complain about. You may look at anything: ${lookNames.join(", ")}. Then you name the suspect, and your evidence. Reading lessons/exam/cases/ spoils it.`,
      width,
    ),
    "",
    ...cases.map(({ number }) => `  ${colors.cyan(`npm run exam -- --case ${number}`)}`),
  ].join("\n");
}

function caseNumbered(text: string): Case {
  const found = cases.find(({ number }) => number === wholeNumberFrom1(text));
  if (!found) throw new InvalidArgumentError(`there are cases 1 to ${cases.length}.`);
  return found;
}
