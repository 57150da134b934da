import { fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";
import type { Entry, Journal } from "./journal.ts";

/**
 * A file of JSON lines. When `write` returns, the record is on disk. A line that a power failure cut off
 * belongs to an unanswered request, so it is removed.
 *
 * @throws {Error} if the file cannot be opened, or has a line that is not JSON
 */
export function fileJournal(path: string): Journal {
  const file = openSync(path, "a+");
  const text = readFileSync(path, "utf8");
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  ftruncateSync(file, Buffer.byteLength(whole));
  const entries = whole
    .split("\n")
    .filter((line) => line !== "")
    .map((line): Entry => JSON.parse(line));
  return {
    past: () => entries,
    write(entry) {
      writeSync(file, `${JSON.stringify(entry)}\n`);
      fsyncSync(file);
    },
  };
}
