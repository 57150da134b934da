/** The median; NaN for an empty list. */
export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5);
}

/** The quantile `q` (0 to 1), by linear interpolation. */
export function quantile(numbers: readonly number[], q: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const place = (sorted.length - 1) * q;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/** The range of the numbers, as a share of their median. */
export function spread(numbers: readonly number[]): number {
  return (Math.max(...numbers) - Math.min(...numbers)) / median(numbers);
}

/** A goal: a lower or an upper bound. */
export type Goal = { readonly name: string } & ({ readonly least: number } | { readonly most: number });

export interface GoalResult {
  readonly name: string;
  readonly goal: string;
  readonly median: number;
  readonly from: number;
  readonly to: number;
  readonly result: "reached" | "missed" | "cannot tell";
}

/** A goal is reached if every round reached it, and missed if none did. Otherwise the noise exceeds the difference. */
export function judge(goal: Goal, rounds: readonly number[]): GoalResult {
  const [from, to] = [Math.min(...rounds), Math.max(...rounds)];
  const isGood = (value: number) => ("least" in goal ? value >= goal.least : value <= goal.most);
  const good = rounds.filter(isGood).length;
  const result =
    rounds.length > 0 && good === rounds.length ? "reached" : good === 0 ? "missed" : "cannot tell";
  const text = "least" in goal ? `>= ${goal.least}` : `<= ${goal.most}`;
  return { name: goal.name, goal: text, median: median(rounds), from, to, result };
}
