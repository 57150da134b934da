/** The words by which a description names the unit of a number; the words in one line are synonyms. */
const units: readonly (readonly [unit: string, words: RegExp])[] = [
  ["minor units", /\b(minor units?|cents?)\b/i],
  ["major units", /\b(major units?|whole euros?|in euros?|dollars?)\b/i],
  ["milliseconds", /\b(milliseconds?|ms)\b/i],
  ["seconds", /\b(?<!milli)seconds?\b/i],
  ["minutes", /\bminutes?\b/i],
  ["hours", /\bhours?\b/i],
  ["days", /\bdays?\b/i],
  ["metres", /\b(metres?|meters?)\b/i],
  ["kilometres", /\b(kilometres?|kilometers?|km)\b/i],
  ["grams", /\bgrams?\b/i],
  ["kilograms", /\b(kilograms?|kg)\b/i],
  ["percent", /\b(per ?cent|%)/i],
  ["parts of one", /\bfrom 0 to 1\b/i],
  ["UTC", /\bUTC\b/],
  ["local time", /\blocal time\b/i],
];

/** The units that a description names. */
export function unitsIn(description: unknown): readonly string[] {
  if (typeof description !== "string") return [];
  return units.filter(([, words]) => words.test(description)).map(([unit]) => unit);
}
