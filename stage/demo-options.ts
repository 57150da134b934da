import { InvalidArgumentError } from "commander";
import { commandLine, wholeNumber } from "#tooling/terminal/command-line.ts";
import { nearest } from "#tooling/terminal/nearest.ts";
import { disabledGuarantees, type ExplainedGuarantee } from "./guarantees/disabled-guarantees.ts";
import { stories } from "./stories/index.ts";
import type { ToldStory } from "./stories/story.ts";

/** The options of `npm run demo`. */
export interface DemoOptions {
  readonly all?: true;
  readonly list?: true;
  readonly story?: readonly ToldStory[];
  readonly seed: number;
  readonly json?: true;
  /** True without a name: list the guarantees. */
  readonly without?: ExplainedGuarantee | true;
  readonly url?: string;
}

/** Reads the command line; an invalid one ends the process. */
export const demoOptions = (): DemoOptions =>
  commandLine<DemoOptions>("npm run demo", (program) =>
    program
      .description("Runs stories of the company on virtual time, and checks every invariant after each.")
      .usage("[options]")
      .argument("[argument...]", "", refuseName)
      .option("--all", "show every step of every story")
      .option("--list", "list the stories, and the guarantees that can be switched off")
      .option("--story <name>", "run only this story; repeatable", storyNamed)
      .option("--seed <number>", "seed for all random choices: a whole number, 0 or more", wholeNumber, 1)
      .option("--json", "print one line of JSON per story")
      .option(
        "--without [guarantee]",
        "switch off one guarantee, to see what breaks; alone: list them",
        guaranteeNamed,
      )
      .option("--url <url>", "run the stories against the deployment at this URL, in real time", httpUrl),
  );

function httpUrl(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new InvalidArgumentError("give a URL such as http://localhost:8080.");
}

function storyNamed(name: string, before: readonly ToldStory[] = []): readonly ToldStory[] {
  return [...before, named(name, stories, "story", "--list")];
}

/** A name without its option: npm takes `--story` for itself if no `--` stands before it. */
function refuseName(name: string): never {
  const meant = nearest(
    name,
    [...stories, ...disabledGuarantees].map((one) => one.name),
  );
  if (!meant) throw new InvalidArgumentError("see --help.");
  const option = stories.some((story) => story.name === meant) ? "--story" : "--without";
  throw new InvalidArgumentError(`did you mean npm run demo -- ${option} ${meant}?`);
}

/** One at a time: the story tells one cause and one harm. */
function guaranteeNamed(name: string, before?: ExplainedGuarantee | true): ExplainedGuarantee {
  const isAnother = typeof before === "object" && before.name !== name;
  if (isAnother || name.includes(","))
    throw new InvalidArgumentError(
      "give one guarantee, so that its harm is told apart; the page of npm start switches off several.",
    );
  return named(name, disabledGuarantees, "guarantee", "--without");
}

function named<Thing extends { readonly name: string }>(
  name: string,
  things: readonly Thing[],
  what: string,
  list: string,
): Thing {
  const found = things.find((one) => one.name === name);
  if (found) return found;
  const meant = nearest(
    name,
    things.map((one) => one.name),
  );
  throw new InvalidArgumentError(`no such ${what}; ${meant ? `did you mean ${meant}?` : `see ${list}.`}`);
}
