// `npm run documents`: writes into every Markdown file the line that each `path:line symbol` is on now, and what each command
// whose output is shown prints now. The tests say when that is needed.

import { writeFileSync } from "node:fs";
import { type Document, documents, fencesOf } from "./documents.ts";
import { lineOf, reference } from "./line-references.ts";
import { outputOf } from "./run-commands.ts";

for (const document of documents()) {
  const text = await withOutputs(withLines(document));
  if (text === document.text) continue;
  writeFileSync(document.path, text);
  console.log(`${document.path}: renewed`);
}

function withLines({ path, text }: Document): Document {
  const renewed = text.replaceAll(reference, (_, file: string, line: string, symbol = "") => {
    return `\`${file}:${lineOf({ file, line: Number(line), symbol: symbol.trim() })}${symbol}\``;
  });
  return { path, text: renewed };
}

async function withOutputs(document: Document): Promise<string> {
  let { text } = document;
  for (const { command, mark, language, body } of fencesOf(document)) {
    if (command === "") continue;
    const output = `${(await outputOf(command)).trimEnd()}\n`;
    const opening = `<!-- ${mark} -->\n\`\`\`${language}\n`;
    text = text.replace(`${opening}${body}`, () => `${opening}${output}`);
  }
  return text;
}
