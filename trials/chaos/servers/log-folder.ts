import { renameSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { guard } from "#tooling/servers/guard.ts";

/** The folder for the logs of a run's processes. */
export interface LogFolder {
  readonly path: string;
  /** Keeps the folder, and returns its new path. */
  keep(): string;
  remove(): Promise<void>;
}

/** Creates a folder that is removed when this process exits in any way, unless it is kept. */
export async function logFolder(name: string): Promise<LogFolder> {
  const path = await mkdtemp(join(tmpdir(), `pas-de-cinq-${name}-`));
  const remove = guard("rm", "-rf", path);
  return {
    path,
    remove,
    keep() {
      const kept = `${path}-kept`;
      renameSync(path, kept);
      return kept;
    },
  };
}
