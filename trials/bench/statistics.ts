/** The middle of some numbers; the mean of the two in the middle when they are even. NaN of none. */
export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5);
}

/** The value below which a share `q` (0 to 1) of the numbers lies, in between two of them where it falls there. */
export function quantile(numbers: readonly number[], q: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const place = (sorted.length - 1) * q;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/** How far the numbers lie apart, as a share of their median. */
export function spread(numbers: readonly number[]): number {
  return (Math.max(...numbers) - Math.min(...numbers)) / median(numbers);
}

/** Something to reach: at least, or at most, so much. */
export type Goal = { readonly name: string } & ({ readonly least: number } | { readonly most: number });

export interface Verdict {
  readonly name: string;
  readonly goal: string;
  readonly median: number;
  readonly from: number;
  readonly to: number;
  readonly verdict: "reached" | "missed" | "cannot tell";
}

/** A goal is reached when every round reached it, and missed when none did; otherwise the noise is larger than the difference. */
export function judge(goal: Goal, rounds: readonly number[]): Verdict {
  const [from, to] = [Math.min(...rounds), Math.max(...rounds)];
  const isGood = (value: number) => ("least" in goal ? value >= goal.least : value <= goal.most);
  const good = rounds.filter(isGood).length;
  const verdict =
    rounds.length > 0 && good === rounds.length ? "reached" : good === 0 ? "missed" : "cannot tell";
  const text = "least" in goal ? `>= ${goal.least}` : `<= ${goal.most}`;
  return { name: goal.name, goal: text, median: median(rounds), from, to, verdict };
}
