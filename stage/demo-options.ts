import { InvalidArgumentError } from "commander";
import { commandLine, wholeNumber } from "#tooling/terminal/command-line.ts";
import { type DisabledGuarantee, disabledGuarantees } from "./guarantees/without.ts";
import { stories } from "./stories/index.ts";
import type { Story } from "./stories/story.ts";

/** The options of `npm run demo`. */
export interface DemoOptions {
  readonly list?: true;
  readonly story?: readonly Story[];
  readonly seed: number;
  readonly json?: true;
  readonly without?: DisabledGuarantee;
  readonly url?: string;
}

/** Reads the command line; an invalid one ends the process. */
export const demoOptions = (): DemoOptions =>
  commandLine<DemoOptions>("npm run demo", (program) =>
    program
      .description("Runs stories of the company on virtual time, and checks every invariant after each.")
      .option("--list", "list the stories")
      .option("--story <name>", "run only this story; repeatable", storyNamed)
      .option("--seed <number>", "seed for all random choices: a whole number, 0 or more", wholeNumber, 1)
      .option("--json", "print one line of JSON per story")
      .option(
        "--without <guarantee>",
        `switch off a guarantee, to see what breaks: ${disabledGuarantees.map(({ name }) => name).join(", ")}`,
        guaranteeNamed,
      )
      .option("--url <url>", "run the stories against the deployment at this URL, in real time", httpUrl),
  );

function httpUrl(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new InvalidArgumentError("give a URL such as http://localhost:8080.");
}

function storyNamed(name: string, before: readonly Story[] = []): readonly Story[] {
  const story = stories.find((one) => one.name === name);
  if (!story) throw new InvalidArgumentError(`no such story; see --list.`);
  return [...before, story];
}

function guaranteeNamed(name: string): DisabledGuarantee {
  const without = disabledGuarantees.find((one) => one.name === name);
  if (!without) throw new InvalidArgumentError("no such guarantee; see --help.");
  return without;
}
