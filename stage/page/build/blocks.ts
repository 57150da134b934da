import type { Block } from "../model/block.ts";
import { arrowsOf } from "./drawing.ts";

/** Splits an answer of docs/questions into its paragraphs, lists, tables and drawings. */
export function blocksOf(markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  let rest = markdown.trim();
  while (rest !== "") {
    const [fenced, language, text = ""] = /^```(\w*)\n([\s\S]*?)\n```/.exec(rest) ?? [];
    const piece = fenced ?? rest.split(/\n\s*\n/, 1)[0] ?? rest;
    if (language === "mermaid") blocks.push(...arrowsOf(text));
    else blocks.push(fenced === undefined ? blockOf(piece) : { kind: "code", text });
    rest = rest.slice(piece.length).trimStart();
  }
  return blocks;
}

function blockOf(paragraph: string): Block {
  const lines = paragraph.split("\n");
  if (lines.every((line) => line.startsWith("|"))) {
    const rows = lines.filter((line) => !/^[|\s:-]+$/.test(line)).map(cellsOf);
    return { kind: "table", rows };
  }
  if (/^(-|\d+\.) /.test(paragraph)) {
    const items = paragraph.split(/\n?^(?:-|\d+\.) +/m).filter((item) => item !== "");
    return { kind: "list", items: items.map(onOneLine) };
  }
  return { kind: "text", text: onOneLine(paragraph) };
}

const cellsOf = (row: string): readonly string[] =>
  row
    .replace(/^\||\|\s*$/g, "")
    .split("|")
    .map((cell) => cell.trim());

const onOneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, " ").trim();
