import { Command, CommanderError, InvalidArgumentError } from "commander";

/**
 * Reads the command line of one of the project's programs. An invalid one ends the process with one line and exit status 2; a
 * closed pipe (`| head`) ends it quietly.
 */
export function commandLine<Options extends object>(
  name: string,
  describe: (program: Command) => Command,
): Options {
  return parsed(name, describe).opts<Options>();
}

/** The same for a program with arguments instead of options. */
export const commandArguments = (name: string, describe: (program: Command) => Command): readonly string[] =>
  parsed(name, describe).args;

function parsed(name: string, describe: (program: Command) => Command): Command {
  endQuietlyWithThePipe();
  const program = describe(new Command(name))
    .allowExcessArguments(false)
    .showSuggestionAfterError(false)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, `${name}: `)) });
  try {
    return program.parse();
  } catch (error) {
    if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 2);
    throw error;
  }
}

/** Parses a whole number, 0 or more. */
export function wholeNumber(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number))
    throw new InvalidArgumentError("give a whole number, 0 or more.");
  return number;
}

/** An option that is a whole number, 1 or more: where 0 would prove nothing, and pass. */
export function wholeNumberFrom1(text: string): number {
  const number = wholeNumber(text);
  if (number === 0) throw new InvalidArgumentError("it must be a whole number from 1.");
  return number;
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
