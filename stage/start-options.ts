import { InvalidArgumentError } from "commander";
import { describeVariables, readEnvironment } from "#messaging/process/environment.ts";
import { commandLine, exitingWith } from "#tooling/terminal/command-line.ts";

const variables = {
  PORT: {
    type: "integer",
    minimum: 0,
    maximum: 65_535,
    default: 8080,
    description: "the port to listen on (0: a free one)",
  },
} as const;

const endOfHelp = `
Environment:
${[...describeVariables(variables), ["NO_COLOR", "set to anything: no colors"]]
  .map(([name = "", about]) => `  ${name.padEnd(8)}  ${about}`)
  .join("\n")}

Ctrl-C stops it: it waits up to 15 s for the work under way, then judges every
promise for the orders that have none left. A second Ctrl-C ends it at once.

Exit status: 0 every promise was kept, 1 a promise was broken or the start failed,
2 the command line or the environment is wrong, 130 a second Ctrl-C ended it.`;

/** The options of `npm start`. */
export interface StartOptions {
  /** How many orders are placed per second. Default: none. */
  readonly traffic?: number;
  /** Whether it starts with two unreadable messages. */
  readonly poison?: true;
  readonly PORT: number;
}

/** Reads the command line and the environment; if one is invalid, that ends the process. */
export function startOptions(): StartOptions {
  const options = commandLine<Omit<StartOptions, "PORT">>("npm start", (program) =>
    program
      .description("Runs all five services in this process on the embedded adapters.")
      .option("--traffic <number>", "place this many orders per second", ordersPerSecond)
      .option("--poison", "start with two unreadable messages, for npm run parked")
      .addHelpText("after", endOfHelp),
  );
  return { ...options, ...exitingWith(2, () => readEnvironment(variables, process.env)) };
}

function ordersPerSecond(text: string): number {
  const number = Number(text);
  if (!(number > 0 && number <= 1_000))
    throw new InvalidArgumentError("give a number above 0, at most 1000.");
  return number;
}
