import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Asked, check, judged, type Status } from "./check.ts";
import { inWords, isBreaking } from "./compare/change.ts";
import { compare } from "./compare/compare.ts";
import { unpromised } from "./compare/unmet-expectations.ts";
import {
  baseline,
  byNumber,
  checksum,
  manifestFile,
  releasesIn,
  version,
  workTree,
} from "./release/baseline.ts";
import { treeOf } from "./release/snapshot.ts";
import { BadInput } from "./schema/bad-input.ts";

/**
 * `contracts release`: keeps a copy of what is promised from now on. What breaks others needs a new first number, and the release
 * keeps what it breaks and the way to it; what does not fit itself is no release at all.
 */
export async function release(asked: Asked, number: string, today: string): Promise<Status> {
  return judged(asked, async () => {
    const releases = await releasesIn(asked.folder);
    if (!version.test(number)) throw new BadInput(`"${number}" is no number of a release: 1.2.3 is one.`);
    if (releases.includes(number))
      throw new BadInput(`contracts/releases/${number}/ exists; a release stays as it is.`);
    const files = await workTree(asked);
    const after = treeOf(files);
    const newest = releases.at(-1);
    if (newest !== undefined && byNumber(number, newest) <= 0)
      throw new BadInput(`The newest release is ${newest}: a new one needs a higher number than ${number}.`);
    const breaks =
      newest === undefined ? [] : compare(treeOf(await baseline(asked, newest)), after).filter(isBreaking);
    if (breaks.length > 0) {
      await check(asked);
      if (unpromised(after).length > 0 || majorOf(number) <= majorOf(newest)) {
        asked.say(
          `${number} is not released: what breaks others needs a new first number, ${majorOf(newest) + 1}.0.0.`,
        );
        return 1;
      }
    }
    const place = join(asked.folder, "releases", number);
    for (const [path, text] of files.texts) {
      await mkdir(dirname(join(place, path)), { recursive: true });
      await writeFile(join(place, path), text);
    }
    const manifest = {
      version: number,
      released: today,
      ...(breaks.length > 0
        ? { breaks: breaks.map(({ what, who, wayOut }) => ({ what, who: inWords(who), wayOut })) }
        : {}),
      files: Object.fromEntries([...files.texts].map(([path, text]) => [path, checksum(text)])),
    };
    await writeFile(join(place, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`);
    asked.say(
      `contracts/releases/${number}/ keeps ${files.texts.size} files: run npm run generate, and commit.`,
    );
    return 0;
  });
}

const majorOf = (number = "0") => Number(number.split(".")[0]);
