// TypeScript in a document is shown from a file that the compiler checks, so it cannot show code that does not exist.

import { existsSync, readFileSync } from "node:fs";
import { type Document, type Fence, fencesOf } from "./documents.ts";

/** Where a block comes from: `<!-- source: file -->`, or `<!-- source: file declaration -->`. */
export interface Source {
  readonly file: string;
  /** The declaration or statement that the block shows as a whole; empty when it shows lines of the file. */
  readonly start: string;
}

export const sourceOf = ({ mark }: Fence): Source | undefined => {
  const [, file, start = ""] = /^source: (\S+\.tsx?)(?: (.+))?$/.exec(mark) ?? [];
  return file === undefined ? undefined : { file, start };
};

/** The TypeScript blocks of a document that no compiled file contains, each with what to do. */
export const wrongBlocksOf = (document: Document): readonly string[] =>
  fencesOf(document)
    .filter(({ language }) => /^(ts|tsx|typescript|js|jsx|javascript)$/.test(language))
    .flatMap((fence) => wrongBlock(fence) ?? []);

function wrongBlock(fence: Fence): string | undefined {
  const first = `the block that begins with "${fence.body.trim().split("\n")[0]}"`;
  const source = sourceOf(fence);
  if (source === undefined) return `${first} names no file: write <!-- source: path/to/file.ts --> above it`;
  if (!existsSync(source.file)) return `${first} names ${source.file}, which does not exist`;
  const code = readFileSync(source.file, "utf8");
  if (source.start === "")
    return showsLinesOf(code, fence.body) ? undefined : `${first} differs from ${source.file}`;
  const statement = statementIn(code, source.start);
  if (statement === undefined) return `${first} names ${source.start}, which ${source.file} does not declare`;
  if (statement === fence.body) return undefined;
  return `${first} differs from ${source.start} in ${source.file}: npm run documents renews it`;
}

/**
 * Whether a block shows consecutive lines of the code, however far they are indented. A line `// …` in the block stands for any number
 * of lines.
 */
export function showsLinesOf(code: string, block: string): boolean {
  const lines = trimmedLines(code);
  let from = 0;
  for (const part of block.split(/^\s*\/\/ …\n/m).map(trimmedLines)) {
    const at = lines.findIndex((_, i) => i >= from && part.every((line, j) => lines[i + j] === line));
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
}

const trimmedLines = (text: string): readonly string[] =>
  text
    .trim()
    .split("\n")
    .map((line) => line.trim());

/**
 * A whole declaration, by its name, or a whole statement, by the text that it begins with; without the indentation that it has in the
 * code. Undefined when the code has no such statement.
 */
export function statementIn(code: string, start: string): string | undefined {
  const lines = code.split("\n");
  const first = lines.findIndex((line) => begins(line, start));
  if (first < 0) return undefined;
  const indent = indentOf(lines[first] ?? "");
  const after = lines.slice(first + 1);
  const length = after.findIndex((line) => line !== "" && !continues(line, indent));
  const statement = [lines[first] ?? "", ...after.slice(0, length < 0 ? after.length : length)];
  return `${statement
    .map((line) => line.slice(indent))
    .join("\n")
    .trimEnd()}\n`;
}

function begins(line: string, start: string): boolean {
  const text = line.trim();
  const [, declared] =
    /^(?:export |declare |default |async )*(?:function|const|let|class|interface|type) ([\w$]+)/.exec(text) ??
    [];
  return declared === start || (/\W/.test(start) && text.startsWith(start));
}

/** The code is formatted, so a statement continues while its lines are indented further, and ends with its closing line. */
const continues = (line: string, indent: number): boolean =>
  indentOf(line) > indent || (indentOf(line) === indent && /^\s*[)\]}]/.test(line));

const indentOf = (line: string): number => line.length - line.trimStart().length;
