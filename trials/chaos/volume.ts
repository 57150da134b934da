import { mkdtemp, rm, rmdir, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { command } from "#tooling/servers/command.ts";
import { guard } from "#tooling/servers/guard.ts";

/** A small disk of its own for a server, which can be full. */
export interface Volume {
  readonly folder: string;
  /** Takes all that is free but so many bytes. */
  fill(leave: number): Promise<void>;
  empty(): Promise<void>;
  remove(): Promise<void>;
}

/** Mounts a volume in memory; undefined where that is not allowed, as to everybody but root. */
export async function mountVolume(name: string, megabytes: number): Promise<Volume | undefined> {
  const folder = await mkdtemp(join(tmpdir(), `pas-de-cinq-${name}-`));
  try {
    await command("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder]);
  } catch {
    await rmdir(folder);
    return undefined;
  }
  const remove = guard("sh", "-c", unmount, "sh", folder);
  const ballast = join(folder, "ballast");
  return {
    folder,
    remove,
    async fill(leave) {
      // The server writes meanwhile, and takes what was still free a moment ago.
      for (let spare = 0; ; spare += 512 * 1_024) {
        const { bavail, bsize } = await statfs(folder);
        const bytes = Math.max(bsize, bavail * bsize - leave - spare);
        const isTaken = await command("fallocate", ["-l", String(bytes), ballast]).then(
          () => true,
          () => false,
        );
        if (isTaken) return;
      }
    },
    empty: () => rm(ballast, { force: true }),
  };
}

// A server that is still there is being killed at the same moment, by the number in its folder: so not before it has let go, or after 10 s.
const unmount = `
  waits=0
  until umount "$1" || [ $waits -ge 100 ]; do sleep 0.1; waits=$((waits + 1)); done
  [ $waits -ge 100 ] && umount -l "$1"
  rmdir "$1"`;
