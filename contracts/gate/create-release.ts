import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { check, type GateOptions, reportingBadInput, type Status } from "./check.ts";
import { isBreaking, joinNames } from "./compare/change.ts";
import { compare } from "./compare/compare.ts";
import { unmetExpectations } from "./compare/unmet-expectations.ts";
import {
  baseline,
  byNumber,
  checksum,
  manifestFile,
  releasesIn,
  version,
  workTree,
} from "./release/baseline.ts";
import { snapshotOf } from "./release/snapshot.ts";
import { BadInput } from "./schema/bad-input.ts";

/**
 * `contracts release`: stores a copy of the contracts as the new baseline. Breaking changes need a new major
 * version, and its manifest lists them with their remedies. Contracts with unmet expectations are never
 * released.
 */
export async function release(options: GateOptions, number: string, today: string): Promise<Status> {
  return reportingBadInput(options, async () => {
    const releases = await releasesIn(options.folder);
    if (!version.test(number))
      throw new BadInput(`"${number}" is not a release version: use the form 1.2.3.`);
    if (releases.includes(number))
      throw new BadInput(
        `contracts/releases/${number}/ already exists, and releases are immutable: choose a new version.`,
      );
    const files = await workTree(options);
    const after = snapshotOf(files);
    const newest = releases.at(-1);
    if (newest !== undefined && byNumber(number, newest) <= 0)
      throw new BadInput(
        `${number} is not newer than the latest release, ${newest}: choose a higher version.`,
      );
    const breaks =
      newest === undefined
        ? []
        : compare(snapshotOf(await baseline(options, newest)), after).filter(isBreaking);
    if (breaks.length > 0) {
      await check(options);
      if (unmetExpectations(after).length > 0 || majorOf(number) <= majorOf(newest)) {
        options.print(
          `${number} was not released: breaking changes need a new major version, ${majorOf(newest) + 1}.0.0.`,
        );
        return 1;
      }
    }
    const place = join(options.folder, "releases", number);
    for (const [path, text] of files.texts) {
      await mkdir(dirname(join(place, path)), { recursive: true });
      await writeFile(join(place, path), text);
    }
    const manifest = {
      version: number,
      released: today,
      ...(breaks.length > 0 && {
        breaks: breaks.map(({ what, affected, remedy }) => ({ what, affected: joinNames(affected), remedy })),
      }),
      files: Object.fromEntries([...files.texts].map(([path, text]) => [path, checksum(text)])),
    };
    await writeFile(join(place, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`);
    options.print(
      `contracts/releases/${number}/ holds ${files.texts.size} files: run npm run generate, then commit.`,
    );
    return 0;
  });
}

const majorOf = (number = "0") => Number(number.split(".")[0]);
