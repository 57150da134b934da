import type { Side } from "../../lesson.ts";

/** The name of a quantity in words: `longestLine` is `longest line`. */
export const wordsOf = (name: string): string =>
  name.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);

export const sideTitles: Readonly<Record<Side, string>> = {
  off: "OFF, without the guarantee",
  on: "ON, with the guarantee",
};
