import { mkdtemp, rm, rmdir, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { command } from "#tooling/servers/command.ts";
import { guard } from "#tooling/servers/guard.ts";

/** A small volume for one server, which can be filled. */
export interface Volume {
  readonly folder: string;
  /** Fills the volume except for `leave` bytes. */
  fill(leave: number): Promise<void>;
  empty(): Promise<void>;
  remove(): Promise<void>;
}

/** Mounts an in-memory volume; undefined without the permission (usually root). */
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
      // The server writes at the same time, so less may be free than a moment ago.
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

// The server is being killed at the same time, by the pid file in its folder: wait until it releases the volume, at most 10 s.
const unmount = `
  waits=0
  until umount "$1" || [ $waits -ge 100 ]; do sleep 0.1; waits=$((waits + 1)); done
  [ $waits -ge 100 ] && umount -l "$1"
  rmdir "$1"`;
