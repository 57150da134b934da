import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** The lessons as files, which a server serves beside its page. */
export interface LessonsEdition {
  /** @throws Error if they could not be built; the next call tries again */
  file(name: "lessons.html" | "lessons.js" | "lessons.css"): Promise<Buffer>;
  /** Ends a build in progress, and deletes the files. */
  remove(): Promise<void>;
}

/**
 * `npm run page` builds them when a browser first asks for one: most runs are never looked at. In a process of its own, because a
 * company that shares this one would stand still meanwhile.
 */
export function lessonsEdition(): LessonsEdition {
  const removed = new AbortController();
  let building: Promise<string> | undefined;

  async function build(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), "pas-de-cinq-lessons-"));
    const program = ["lessons/page/build/page.ts", "--served", "--out", folder];
    try {
      await promisify(execFile)(process.execPath, [...process.execArgv, ...program], {
        signal: removed.signal,
      });
      return folder;
    } catch (error) {
      building = undefined;
      await rm(folder, { recursive: true });
      throw error;
    }
  }

  return {
    async file(name) {
      building ??= build();
      return readFile(join(await building, name));
    },
    async remove() {
      removed.abort();
      const folder = await building?.catch(() => undefined);
      if (folder) await rm(folder, { recursive: true });
    },
  };
}
