import { mkdirSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Addresses } from "../model/addresses.ts";
import { bundle } from "./bundle.ts";
import { html } from "./html.ts";

/** A file of the page, with its size as a browser loads it. */
export interface WrittenFile {
  readonly name: string;
  readonly gzipped: number;
}

/**
 * Writes the edition that runs in a tab, from disk or any static host, without a server.
 *
 * @param addresses of the other pages, where there are some
 */
export async function writeTabEdition(
  folder: string,
  addresses?: Addresses,
): Promise<readonly WrittenFile[]> {
  const { script, style } = await bundle("main");
  return writeFiles(folder, { "index.html": html("tab", addresses), "page.js": script, "page.css": style });
}

/** Writes files into a folder, which is made if it is not there. */
export function writeFiles(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): readonly WrittenFile[] {
  mkdirSync(folder, { recursive: true });
  return Object.entries(files).map(([name, content]) => {
    writeFileSync(`${folder}/${name}`, content);
    return { name, gzipped: gzipSync(content).length };
  });
}
