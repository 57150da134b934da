import { Command, CommanderError, InvalidArgumentError } from "commander";

/** The command line is wrong. The message is one sentence: what, the value, and what to do. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The options and arguments of a command line. */
export interface CommandLine<Options> {
  readonly options: Options;
  readonly args: readonly string[];
}

/**
 * Reads the command line of one of the project's programs. An invalid one ends the process with one line and exit status 2; a
 * closed pipe (`| head`) ends it quietly.
 */
export function commandLine<Options extends object>(
  name: string,
  describe: (program: Command) => Command,
): Options {
  return readCommandLine<Options>(name, describe).options;
}

/** The same for a program with arguments instead of options. */
export const commandArguments = (name: string, describe: (program: Command) => Command): readonly string[] =>
  readCommandLine(name, describe).args;

/**
 * Parses a command line, and leaves it to the caller to end the process.
 *
 * @returns the help text, if `--help` is given
 * @throws UsageError
 */
export function parseCommandLine<Options extends object>(
  name: string,
  describe: (program: Command) => Command,
  args: readonly string[] = process.argv.slice(2),
): CommandLine<Options> | { readonly help: string } {
  let help = "";
  const program = describe(
    newProgram(name).configureOutput({
      writeOut: (text) => {
        help += text;
      },
      outputError: () => {},
    }),
  );
  try {
    program.parse(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { help };
    throw new UsageError(sentenceOf(messageOf(error, program)), { cause: error });
  }
  return { options: program.opts<Options>(), args: program.args };
}

/** Reads a command line with subcommands, and runs the one given; an invalid command line ends the process with one line. */
export async function runCommand(name: string, describe: (program: Command) => Command): Promise<void> {
  const outputError = (text: string, write: (text: string) => void) => write(`${name} ${sentenceOf(text)}\n`);
  try {
    await describe(newProgram(name).configureOutput({ outputError })).parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 2);
    throw error;
  }
}

/** The same for a program with both. */
export function readCommandLine<Options extends object>(
  name: string,
  describe: (program: Command) => Command,
): CommandLine<Options> {
  endQuietlyWithThePipe();
  try {
    const read = parseCommandLine<Options>(name, describe);
    if (!("help" in read)) return read;
    process.stdout.write(read.help);
    process.exit(0);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${name}: ${error.message}`);
    process.exit(2);
  }
}

const newProgram = (name: string): Command =>
  new Command(name).allowExcessArguments(false).showSuggestionAfterError(true).exitOverride();

/** What is wrong: commander counts the arguments that are too many, and does not name them. */
function messageOf({ code, message }: CommanderError, { args, registeredArguments }: Command): string {
  const [first] = args.slice(registeredArguments.length);
  return code === "commander.excessArguments" ? `unexpected argument '${first}'` : message;
}

/** Makes one sentence of commander's error: `unknown option '--sed': did you mean --seed?` */
function sentenceOf(text: string): string {
  const [what = "", suggestion] = text.replace(/^error: /, "").split("\n(Did you mean ");
  const sentence = what
    .trim()
    .replace(/^command-argument value '(.*)' is invalid for argument '(.+)'\. /s, "$2 '$1' is invalid: ")
    .replace("' is invalid. ", "' is invalid: ");
  if (suggestion)
    return `${sentence}: did you mean ${suggestion.replace(/\)\s*$/, "").replace(/^one of /, "")}`;
  return /^unknown |^unexpected |^too many arguments/.test(sentence)
    ? `${sentence.replace(/\.$/, "")}: see --help`
    : sentence;
}

/** Parses a whole number, 0 or more. */
export function wholeNumber(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number))
    throw new InvalidArgumentError("give a whole number, 0 or more.");
  return number;
}

/** Parses a whole number, 1 or more: for options where 0 would check nothing, and pass. */
export function wholeNumberFrom1(text: string): number {
  const number = wholeNumber(text);
  if (number === 0) throw new InvalidArgumentError("give a whole number, 1 or more.");
  return number;
}

/** Parses a number greater than 0. */
export function positiveNumber(text: string): number {
  const number = Number(text);
  if (Number.isFinite(number) && number > 0 && number <= 1_000_000) return number;
  throw new InvalidArgumentError("give a number greater than 0.");
}

/** Exits with status 0 when the reader of standard output has closed the pipe (`| head`). */
export function endQuietlyWithThePipe(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
}

/** Runs a step of the start. If it fails, prints the message of its error without a stack trace, and exits with `status`. */
export function exitingWith<T>(status: number, work: () => T): T {
  const leave = (error: unknown): never => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(status);
  };
  try {
    const result = work();
    return result instanceof Promise ? (result.catch(leave) as T) : result;
  } catch (error) {
    return leave(error);
  }
}
