import type { Block } from "../model/block.ts";

/** A node where it is declared: `api["message service"]`, `client(["client"])`, `database[("messages")]`. */
const declaration = /(\w+)[[({]+"([^"]*)"[\])}]+/g;
/** `client -->|"send: id"| api`, once declarations are taken out. */
const arrow = /^(\w+) (?:-->|==>|-\.->)\|"?([^|"]*)"?\| (\w+)$/;

/**
 * A flowchart of a document, which a browser cannot draw, as a table of its arrows; each part with its title.
 *
 * @throws Error naming a line that is not understood
 */
export function arrowsOf(flowchart: string): readonly Block[] {
  const labels = new Map<string, string>();
  for (const [, id = "", label = ""] of flowchart.matchAll(declaration)) labels.set(id, plain(label));
  const blocks: Block[] = [];
  let rows: string[][] = [];
  const close = (): void => {
    if (rows.length > 0) blocks.push({ kind: "table", rows: [["from", "what", "to"], ...rows] });
    rows = [];
  };
  for (const line of flowchart.split("\n").slice(1)) {
    const [, part] = /^\s*subgraph (\w+)/.exec(line) ?? [];
    const bare = line.replaceAll(declaration, "$1").trim();
    const [, from = "", what = "", to = ""] = arrow.exec(bare) ?? [];
    if (part !== undefined) {
      close();
      blocks.push({ kind: "text", text: `**${/"(.*)"/.exec(line)?.[1] ?? part}**` });
    } else if (from !== "") rows.push([labels.get(from) ?? from, what, labels.get(to) ?? to]);
    else if (!/^(\w+|)$/.test(bare)) throw new Error(`a drawing has a line that is not understood: ${line}`);
  }
  close();
  return blocks;
}

const plain = (label: string): string => label.replace(/<br><small>(.*)<\/small>/, " ($1)");
