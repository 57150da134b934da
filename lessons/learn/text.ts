import { wrap as wrapLines } from "#stage/narrative/text/terminal/layout.ts";

/** Breaks text into lines of at most `width` characters, between words; a longer word stands alone. Keeps empty lines. */
export function wrap(text: string, width: number, indent = ""): string {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => {
      const lines = wrapLines(paragraph.replaceAll(/\s+/g, " "), width - indent.length);
      return lines.map((line) => indent + line).join("\n");
    })
    .join("\n\n");
}

/** Wraps an item of a list: `sign` stands before it, and later lines are indented below its text. */
export function item(sign: string, text: string, width: number): string {
  const indent = " ".repeat(sign.length + 3);
  return `  ${sign} ${wrap(text, width, indent).slice(indent.length)}`;
}

/** A number as people write it: at most two digits after the point, thousands separated; `1e+20` where that is too long to read. */
export const numberText = (value: number): string =>
  Math.abs(value) < 1e15
    ? value.toLocaleString("en-US", { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 1 })
    : value.toPrecision(3);

/** A number rounded as `numberText` writes it. */
export const asWritten = (value: number): number => Number(numberText(value).replaceAll(",", ""));
