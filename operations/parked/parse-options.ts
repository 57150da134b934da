import { InvalidArgumentError, type Command as Program } from "commander";
import { parseCommandLine } from "#tooling/terminal/command-line.ts";
import { type Command, commands, environmentHelp, type Option, type OptionName, options } from "./options.ts";

/** A command line, split into options and positional arguments. */
export interface ParsedOptions {
  /** The values of each option given; an empty string for a flag. */
  readonly given: ReadonlyMap<OptionName, readonly string[]>;
  readonly positionals: readonly string[];
}

/**
 * Splits a command line according to the table of options. @throws UsageError for an unknown option, or one
 * without its value
 */
export function parseOptions(args: readonly string[]): ParsedOptions | { readonly help: string } {
  const given = new Map<OptionName, string[]>();
  const note = (name: OptionName, value: string) => given.set(name, [...(given.get(name) ?? []), value]);
  const read = parseCommandLine("npm run parked --", (program) => describe(program, note), args);
  return "help" in read ? read : { given, positionals: read.args };
}

function describe(program: Program, note: (name: OptionName, value: string) => void): Program {
  program
    .usage("<command> [id...] [options]")
    .description("Messages that services could not handle, for the engineer on call.")
    .argument("[command]", commandsHelp())
    .argument("[id...]", "the messages, by id")
    .addHelpText("after", environmentHelp);
  const described = Object.entries(options) as [OptionName, Option][];
  for (const [name, { about, of, value }] of described) {
    const text = of ? `${about} [${of.join(", ")}]` : about;
    const take = (given: string) => note(name, requireValue(name, given));
    if (value === undefined) program.option(`--${name}`, text).on(`option:${name}`, () => note(name, ""));
    else program.option(`--${name} ${value}`, text, take);
  }
  return program;
}

/** commander takes the next word as the value, even another option: `--why --dry-run` would drop. */
function requireValue(name: string, given: string): string {
  if (given !== "" && !given.startsWith("--")) return given;
  throw new InvalidArgumentError(`--${name} must be followed by a value.`);
}

const commandsHelp = (): string =>
  Object.entries(commands)
    .map(([name, about]) => `${name}: ${about}`)
    .join("\n");

/** Whether `name` is one of the commands. */
export const isCommand = (name: string | undefined): name is Command =>
  name !== undefined && Object.hasOwn(commands, name);

/** One problem for each option that this command does not accept. */
export function misplaced(command: Command, given: ReadonlyMap<OptionName, unknown>): readonly string[] {
  return [...given.keys()].flatMap((name) => {
    const { of }: Option = options[name];
    return !of || of.includes(command) ? [] : [`--${name} is for ${of.join(" and ")}, not for ${command}`];
  });
}
