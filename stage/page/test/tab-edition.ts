import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { writeTabEdition } from "../build/edition.ts";

/** The edition that runs in a tab, built once for all tests, as a URL on disk. */
export function tabEdition(): () => string {
  const folder = mkdtempSync(join(tmpdir(), "pas-de-cinq-page-"));
  before(async () => {
    await writeTabEdition(folder);
  });
  after(() => rmSync(folder, { recursive: true }));
  return () => pathToFileURL(join(folder, "index.html")).href;
}
