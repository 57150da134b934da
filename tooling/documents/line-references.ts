import { existsSync, readFileSync } from "node:fs";
import { type Document, proseOf } from "./documents.ts";

/** `path:line` or `path:line symbol`, in backticks. */
export interface Reference {
  readonly file: string;
  readonly line: number;
  /** The name on that line; empty if the reference has none. */
  readonly symbol: string;
}

/** A reference, with groups for file, line and symbol. */
export const reference = /`((?:[\w.-]+\/)*[\w.-]+\.[a-z]+):(\d+)(?:(?= )( [^`\n]+))?`/g;

export const referencesOf = (document: Document): readonly Reference[] =>
  [...proseOf(document).matchAll(reference)].map(([, file = "", line, symbol = ""]) => ({
    file,
    line: Number(line),
    symbol: symbol.trim(),
  }));

/** How many lines a symbol may be away from its reference. */
const tolerance = 3;

/** The error in a reference; undefined if it is correct. */
export function wrongReference({ file, line, symbol }: Reference): string | undefined {
  if (!existsSync(file)) return `${file} does not exist`;
  const lines = linesOf(file);
  if (line < 1 || line > lines.length)
    return `${file} has ${lines.length} lines, so line ${line} does not exist`;
  if (symbol === "") return undefined;
  const near = lines.slice(Math.max(0, line - 1 - tolerance), line + tolerance);
  if (near.some((text) => mentions(text, symbol))) return undefined;
  return `${symbol} is not at ${file}:${line}: npm run documents updates the line`;
}

/** The line of a symbol: of its declaration, else of a field with its name, else of a mention. Of several, the nearest. */
export function lineOf({ file, line, symbol }: Reference): number {
  if (symbol === "" || !existsSync(file)) return line;
  const found = linesOf(file).map((text, i) => ({ line: i + 1, rank: rankOf(text, symbol) }));
  const best = Math.max(...found.map(({ rank }) => rank));
  const [nearest] = found
    .filter(({ rank }) => rank === best)
    .sort((a, b) => Math.abs(a.line - line) - Math.abs(b.line - line));
  return best > 0 ? (nearest?.line ?? line) : line;
}

function rankOf(text: string, symbol: string): number {
  if (!mentions(text, symbol)) return 0;
  const name = escaped(symbol);
  if (/^\s*(import|\*|\/?\*\*|\/\/)/.test(text)) return 1;
  const declaration = `^(export |async |declare )*(function|const|let|class|interface|type) ${name}(?![\\w-])`;
  if (new RegExp(declaration).test(text.trim())) return 4;
  return new RegExp(`^(readonly )?"?${name}"?\\??[:(<]`).test(text.trim()) ? 3 : 2;
}

const linesOf = (file: string): readonly string[] => readFileSync(file, "utf8").trimEnd().split("\n");

const escaped = (symbol: string): string => symbol.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const mentions = (text: string, symbol: string): boolean =>
  new RegExp(`(?<![\\w-])${escaped(symbol)}(?![\\w-])`).test(text);
