import { parseArgs } from "node:util";
import { type Command, commands, type Option, type OptionName, options } from "./options.ts";

/** What a command line gives. */
export interface Given {
  /** Each option that is there, with its values; empty text for one that stands alone. */
  readonly given: ReadonlyMap<OptionName, readonly string[]>;
  readonly positionals: readonly string[];
  /** What cannot be read, a sentence each. */
  readonly problems: string[];
}

/** Takes a command line apart, by the table of options. */
export function read(args: readonly string[]): Given {
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
    if (!isOption(name)) problems.push(`${token.rawName} is not known: --help names all options`);
    else if (value && (token.value === undefined || token.value === "" || token.value.startsWith("--")))
      problems.push(`${token.rawName} must be followed by ${value}`);
    else if (!value && token.value !== undefined)
      problems.push(`${token.rawName} stands alone: leave out =${token.value}`);
    else given.set(name, [...(given.get(name) ?? []), token.value ?? ""]);
  }
  return { given, positionals, problems };
}

const isOption = (name: string): name is OptionName => Object.hasOwn(options, name);

/** Whether there is a command of this name. */
export const isCommand = (name: string | undefined): name is Command =>
  name !== undefined && Object.hasOwn(commands, name);

/** Options that another command knows, and this one does not. */
export function misplaced(command: Command, given: ReadonlyMap<OptionName, unknown>): readonly string[] {
  return [...given.keys()].flatMap((name) => {
    const { of }: Option = options[name];
    return !of || of.includes(command) ? [] : [`--${name} is for ${of.join(" and ")}, not for ${command}`];
  });
}
