/** A point that a good answer makes. */
export interface MustSay {
  readonly point: string;
  /** What an interviewer asks when the point is missing. */
  readonly ifMissing: string;
}

/** One of the ninety interview questions. Its answer is in docs/questions. */
export interface Question {
  /** From 1 to 90. */
  readonly number: number;
  /** The question as in docs/questions. */
  readonly ask: string;
  readonly level: "junior" | "middle" | "senior";
  /** In the order of a good answer. */
  readonly mustSay: readonly [MustSay, MustSay, MustSay, ...MustSay[]];
}

/** A question in short: its number, level and text, then pairs of a point and what is asked if it is missing. */
export function question(
  number: number,
  level: Question["level"],
  ask: string,
  ...pairs: readonly [Pair, Pair, Pair, ...Pair[]]
): Question {
  const [first, second, third, ...more] = pairs;
  return { number, level, ask, mustSay: [said(first), said(second), said(third), ...more.map(said)] };
}

type Pair = readonly [point: string, ifMissing: string];

const said = ([point, ifMissing]: Pair): MustSay => ({ point, ifMissing });
