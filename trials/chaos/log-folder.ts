import { renameSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { guard } from "#tooling/servers/guard.ts";

/** Where the processes of a run write what they say. */
export interface LogFolder {
  readonly path: string;
  /** Leaves it for a person to read, and says where. */
  keep(): string;
  remove(): Promise<void>;
}

/** Makes one that goes when this process ends, however it ends, unless it is kept. */
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
