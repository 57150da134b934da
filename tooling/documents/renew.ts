// `npm run documents`: updates every Markdown file: the line of each `path:line symbol`, each shown output of a command, and each shown
// declaration. A test fails when this is needed.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { sourceOf, statementIn } from "./code-blocks.ts";
import { type Document, documentAt, documents, type Fence, fencesOf } from "./documents.ts";
import { lineOf, reference } from "./line-references.ts";
import { outputOf } from "./run-commands.ts";

// Blocks first: a longer block moves the lines below it, and other documents may refer to those.
const before = documents();
for (const document of before) write(await withBlocks(document));
for (const document of documents()) write(withLines(document));
for (const { path, text } of before) if (documentAt(path).text !== text) console.log(`${path}: renewed`);

function write({ path, text }: Document): void {
  if (documentAt(path).text !== text) writeFileSync(path, text);
}

function withLines({ path, text }: Document): Document {
  const renewed = text.replaceAll(reference, (_, file: string, line: string, symbol = "") => {
    return `\`${file}:${lineOf({ file, line: Number(line), symbol: symbol.trim() })}${symbol}\``;
  });
  return { path, text: renewed };
}

async function withBlocks(document: Document): Promise<Document> {
  let { text } = document;
  for (const fence of fencesOf(document)) {
    const renewed = await renewedBody(fence);
    if (renewed === undefined) continue;
    const opening = `<!-- ${fence.mark} -->\n\`\`\`${fence.language}\n`;
    text = text.replace(`${opening}${fence.body}`, () => `${opening}${renewed}`);
  }
  return { ...document, text };
}

/** The current content of a block; undefined if it shows neither an output nor a declaration. */
async function renewedBody(fence: Fence): Promise<string | undefined> {
  if (fence.command !== "") return `${(await outputOf(fence.command)).trimEnd()}\n`;
  const { file, start } = sourceOf(fence) ?? { file: "", start: "" };
  return start !== "" && existsSync(file) ? statementIn(readFileSync(file, "utf8"), start) : undefined;
}
