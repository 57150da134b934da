import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { writeLessons } from "../build/edition.ts";

/** The lessons, built once for all tests, as a URL on disk. */
export function lessonsEdition(): () => string {
  const folder = mkdtempSync(join(tmpdir(), "pas-de-cinq-lessons-"));
  before(async function () {
    this.timeout(60_000);
    await writeLessons(folder);
  });
  after(() => rmSync(folder, { recursive: true }));
  return () => pathToFileURL(join(folder, "lessons.html")).href;
}
