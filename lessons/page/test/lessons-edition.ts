import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { writeEditionWithLessons } from "../build/edition.ts";

/** The edition with the lessons, built once for all tests, as the URL of a folder on disk. */
export function lessonsEdition(): () => string {
  const folder = mkdtempSync(join(tmpdir(), "pas-de-cinq-lessons-"));
  before(async function () {
    this.timeout(60_000);
    await writeEditionWithLessons(folder);
  });
  after(() => rmSync(folder, { recursive: true }));
  return () => pathToFileURL(folder).href;
}
