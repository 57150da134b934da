import { eachWord, type Palette } from "./palette.ts";

/** How the parts of a line are shown. */
export const stylesOf = (palette: Palette) => ({
  bold: palette.bold,
  dim: eachWord(palette.dim),
  duplicate: eachWord(palette.magenta),
  again: eachWord(palette.yellow),
  fault: eachWord((text) => palette.bold(palette.red(text))),
  proof: eachWord(palette.green),
});
export type Styles = ReturnType<typeof stylesOf>;
