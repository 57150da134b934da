import { mkdirSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { bundle } from "./bundle.ts";
import { html } from "./html.ts";

/** A file of the page, with its size as a browser loads it. */
export interface WrittenFile {
  readonly name: string;
  readonly gzipped: number;
}

/** Writes the edition that runs in a tab, from disk or any static host, without a server. */
export async function writeTabEdition(folder: string): Promise<readonly WrittenFile[]> {
  const { script, style } = await bundle("main");
  mkdirSync(folder, { recursive: true });
  const files = { "index.html": Buffer.from(html("tab")), "page.js": script, "page.css": style };
  return Object.entries(files).map(([name, content]) => {
    writeFileSync(`${folder}/${name}`, content);
    return { name, gzipped: gzipSync(content).length };
  });
}
