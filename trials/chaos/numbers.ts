import { InvalidArgumentError } from "commander";

/** A whole number of the command line, 1 or more. */
export function whole(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number <= 2 ** 32) return number;
  throw new InvalidArgumentError("it must be a whole number, 1 or more.");
}

/** A number of the command line that is more than 0. */
export function decimal(text: string): number {
  const number = Number(text);
  if (Number.isFinite(number) && number > 0 && number <= 1_000_000) return number;
  throw new InvalidArgumentError("it must be a number, more than 0.");
}
