import { InvalidArgumentError } from "commander";

/** Parses a command-line argument: a whole number, 1 or more. */
export function positiveInteger(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number <= 2 ** 32) return number;
  throw new InvalidArgumentError("it must be a whole number, 1 or more.");
}

/** Parses a command-line argument: a number greater than 0. */
export function positiveNumber(text: string): number {
  const number = Number(text);
  if (Number.isFinite(number) && number > 0 && number <= 1_000_000) return number;
  throw new InvalidArgumentError("it must be a number greater than 0.");
}
