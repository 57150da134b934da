import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { guard } from "#test/servers/guard.ts";

/** A small disk of its own for a server, which can be full. */
export interface Volume {
  readonly folder: string;
  /** Takes all that is free but so many bytes. */
  fill(leave: number): void;
  empty(): void;
  remove(): Promise<void>;
}

/** Mounts a volume in memory; undefined where that is not allowed, as to everybody but root. */
export function mountVolume(name: string, megabytes: number): Volume | undefined {
  const folder = mkdtempSync(join(tmpdir(), `pas-de-cinq-${name}-`));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder], { stdio: "ignore" });
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  // Lazily: whoever still writes there is killed at the same time.
  const remove = guard("sh", "-c", 'umount -l "$1"; rmdir "$1"', "sh", folder);
  const ballast = join(folder, "ballast");
  return {
    folder,
    remove,
    fill(leave) {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(ballast, "");
      execFileSync("fallocate", ["-l", String(Math.max(bsize, bavail * bsize - leave)), ballast]);
    },
    empty: () => rmSync(ballast, { force: true }),
  };
}
