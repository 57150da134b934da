import { InvalidArgumentError } from "commander";
import { commandLine, wholeNumber } from "#tooling/terminal/command-line.ts";
import { type DisabledGuarantee, disabledGuarantees } from "./guarantees/without.ts";
import { stories } from "./stories/index.ts";
import type { Story } from "./stories/story.ts";

/** What `npm run demo` can be asked for. */
export interface DemoOptions {
  readonly list?: true;
  readonly story?: readonly Story[];
  readonly seed: number;
  readonly json?: true;
  readonly without?: DisabledGuarantee;
  readonly url?: string;
}

/** Reads the command line; what it does not understand ends the process. */
export const demoOptions = (): DemoOptions =>
  commandLine<DemoOptions>("npm run demo", (program) =>
    program
      .description("Tells stories of the company on virtual time and checks every invariant after each.")
      .option("--list", "name the stories and tell none")
      .option("--story <name>", "tell only this one; may be given several times", storyNamed)
      .option("--seed <number>", "what chance is drawn from: a whole number from 0", wholeNumber, 1)
      .option("--json", "one line of JSON a story")
      .option(
        "--without <guarantee>",
        `switches one off, to see what breaks: ${disabledGuarantees.map(({ name }) => name).join(", ")}`,
        guaranteeNamed,
      )
      .option("--url <url>", "tell them to a deployment behind this URL, in its own time", httpUrl),
  );

function httpUrl(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new InvalidArgumentError("it must be a URL such as http://localhost:8080.");
}

function storyNamed(name: string, before: readonly Story[] = []): readonly Story[] {
  const story = stories.find((one) => one.name === name);
  if (!story) throw new InvalidArgumentError(`there is no such story; --list names them.`);
  return [...before, story];
}

function guaranteeNamed(name: string): DisabledGuarantee {
  const without = disabledGuarantees.find((one) => one.name === name);
  if (!without)
    throw new InvalidArgumentError("there is no such guarantee to switch off; --help names them.");
  return without;
}
