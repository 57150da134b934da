/** Terminal control sequences, which have no width. */
const control = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, "g");

/** How many columns a text takes. */
export const widthOf = (text: string): number => [...text.replace(control, "")].length;

/** Fills a text up to a width, as `padEnd` does; styles take no room. */
export const padTo = (text: string, width: number): string =>
  text + " ".repeat(Math.max(0, width - widthOf(text)));

/**
 * Breaks a text into lines no wider than `width`; no word is broken, so a word that is wider than that stands alone and overhangs.
 *
 * @param hanging how many columns every line but the first is indented
 */
export function wrap(text: string, width: number, hanging = 0): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const isEmpty = line.trim() === "";
    if (!isEmpty && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line);
      line = " ".repeat(hanging) + word;
    } else
      line =
        line === "" && lines.length === 0
          ? word
          : isEmpty && lines.length > 0
            ? line + word
            : `${line} ${word}`;
  }
  return [...lines, line];
}

/** A text after a label, with every further line under its beginning. */
export const hang = (label: string, text: string, width: number): string => {
  const indent = widthOf(label);
  const [first = "", ...more] = wrap(text, width - indent);
  return [label + first, ...more.map((line) => " ".repeat(indent) + line)].join("\n");
};
