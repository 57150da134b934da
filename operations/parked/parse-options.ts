import { parseArgs } from "node:util";
import { type Command, commands, type Option, type OptionName, options } from "./options.ts";

/** A command line, split into options and positional arguments. */
export interface ParsedOptions {
  /** The values of each option given; an empty string for a flag. */
  readonly given: ReadonlyMap<OptionName, readonly string[]>;
  readonly positionals: readonly string[];
  /** What is wrong, one sentence each. */
  readonly problems: string[];
}

/** Splits a command line according to the table of options. */
export function parseOptions(args: readonly string[]): ParsedOptions {
  const problems: string[] = [];
  const given = new Map<OptionName, string[]>();
  const described: Readonly<Record<string, Option>> = options;
  const { positionals, tokens } = parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: Object.fromEntries(
      Object.entries(described).map(([name, { value }]) => [
        name,
        { type: value ? "string" : "boolean" } as const,
      ]),
    ),
  });
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const { name } = token;
    const { value } = described[name] ?? {};
    if (!isOption(name)) problems.push(`${token.rawName} is not an option: --help lists all options`);
    else if (value && (token.value === undefined || token.value === "" || token.value.startsWith("--")))
      problems.push(`${token.rawName} must be followed by ${value}`);
    else if (!value && token.value !== undefined)
      problems.push(`${token.rawName} takes no value: leave out =${token.value}`);
    else given.set(name, [...(given.get(name) ?? []), token.value ?? ""]);
  }
  return { given, positionals, problems };
}

const isOption = (name: string): name is OptionName => Object.hasOwn(options, name);

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
