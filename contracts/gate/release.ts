import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { BadInput } from "./bad-input.ts";
import { checksum, manifestFile, releasesIn, version, workTree } from "./baseline.ts";
import { type Asked, check, judged, type Status } from "./check.ts";
import { treeOf } from "./tree.ts";

/** `contracts release`: keeps a copy of what is promised from now on; refused while something would break. */
export async function release(asked: Asked, number: string, today: string): Promise<Status> {
  return judged(asked, async () => {
    const releases = await releasesIn(asked.folder);
    if (!version.test(number)) throw new BadInput(`"${number}" is no number of a release: 1.2.3 is one.`);
    if (releases.includes(number))
      throw new BadInput(`contracts/releases/${number}/ exists; a release stays as it is.`);
    const files = await workTree(asked);
    treeOf(files);
    if (releases.length > 0) {
      const status = await check(asked);
      if (status !== 0) return status;
    }
    const place = join(asked.folder, "releases", number);
    for (const [path, text] of files.texts) {
      await mkdir(dirname(join(place, path)), { recursive: true });
      await writeFile(join(place, path), text);
    }
    const sums = Object.fromEntries([...files.texts].map(([path, text]) => [path, checksum(text)]));
    const manifest = { version: number, released: today, files: sums };
    await writeFile(join(place, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`);
    asked.say(
      `contracts/releases/${number}/ keeps ${files.texts.size} files: run npm run generate, and commit.`,
    );
    return 0;
  });
}
