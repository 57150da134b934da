/** What a number may be. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** What was typed into a field: the number, or undefined and what is wrong with it. Nothing is corrected silently. */
export function wholeNumberIn(
  text: string,
  { max, min }: Range,
): { readonly number?: number; readonly problem?: string } {
  const number = /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : undefined;
  if (number !== undefined && number >= min && number <= max) return { number };
  return { problem: `Give a whole number from ${min} to ${max.toLocaleString("en")}.` };
}
