import { InvalidArgumentError } from "commander";
import colors from "picocolors";
import { commandLine, exitingWith, wholeNumberFrom1 } from "#tooling/terminal/command-line.ts";
import { talkOnTerminal } from "../learn/dialog.ts";
import { wrap } from "../learn/text.ts";
import { type Case, lookNames } from "./case.ts";
import { cases } from "./cases.ts";
import { complaintsOf } from "./complaints.ts";
import { look, lookCalled } from "./looks.ts";
import { playEvening } from "./scene.ts";
import { takeCase } from "./take-case.ts";

interface Options {
  readonly case?: Case;
  readonly look?: string;
  readonly seed: number;
}

const options = commandLine<Options>("npm run exam", (program) =>
  program
    .description("An evening went wrong. Look around, and find out which of twenty suspects it was.")
    .option("--case <number>", "one of the twelve cases", caseNumbered)
    .option("--look <what>", 'looks once, and asks nothing: outbox, or "order 7"')
    .option("--seed <number>", "where chance begins", wholeNumberFrom1, 1),
);
const width = Math.min(process.stdout.columns || 100, 110);

await exitingWith(2, main);

async function main(): Promise<void> {
  const theCase = options.case;
  if (!theCase) return console.log(introduction());
  const scene = await playEvening(theCase, options.seed);
  if (options.look) {
    const [name = "", target] = options.look.trim().split(/\s+/);
    for (const line of look(scene, lookCalled(name), target)) console.log(line);
    return;
  }
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    for (const complaint of complaintsOf(scene)) console.log(complaint);
    console.log(`\nLook with --look, for example: npm run exam -- --case ${theCase.number} --look outbox`);
    return;
  }
  await talkOnTerminal("The case stays open.", (dialog) => takeCase(theCase, scene, dialog, width));
}

function introduction(): string {
  return [
    wrap(
      `Twelve evenings, each with one hidden mutation in the code of the company. You hear what people complain about. You may look at anything: ${lookNames.join(", ")}. Then you name the suspect, and your evidence. Reading lessons/exam/cases.ts spoils it.`,
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
