import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { isJson, type Json } from "../../generator/contracts.ts";
import { BadInput } from "../schema/bad-input.ts";
import { type Files, filesOfFolder, filesOfRef, isFolder } from "./files.ts";

/** Where the contracts are that are being changed. */
export interface Home {
  /** The contracts folder. */
  readonly folder: string;
  /** A folder of the git repository that `--against <ref>` is looked up in. */
  readonly repository: string;
}

/** The contracts as they are on the disk now. */
export const workTree = ({ folder }: Home): Promise<Files> =>
  filesOfFolder(folder, "the work tree", "contracts/");

/**
 * What to compare with: a release by its number, another folder, a git ref; without a name, the newest release.
 *
 * @throws BadInput when there is no such thing, or when a release is not what it was
 */
export async function baseline(home: Home, name?: string): Promise<Files> {
  const releases = await releasesIn(home.folder);
  const chosen = name ?? releases.at(-1);
  if (chosen === undefined) {
    throw new BadInput(
      "There is no release to compare with: contracts/releases/ is empty. `npm run contracts -- release 1.0.0` makes the first.",
    );
  }
  if (releases.includes(chosen)) return release(home.folder, chosen);
  // resolve("") is the work tree itself, in which nothing ever differs.
  if (chosen.trim() === "") {
    throw new BadInput("It is not said what to compare with: name a release, a folder or a git ref.");
  }
  const folder = resolve(chosen);
  if (!(await isFolder(folder))) return filesOfRef(home.repository, chosen);
  const inside = join(folder, "contracts");
  const [place, prefix] = (await isFolder(join(inside, "events")))
    ? [inside, `${chosen}/contracts/`]
    : [folder, `${chosen}/`];
  return filesOfFolder(place, chosen, prefix.replaceAll("//", "/"));
}

/** The numbers of all releases, the oldest first. */
export async function releasesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(join(folder, "releases")).catch(() => []);
  return names.filter((name) => version.test(name)).sort(byNumber);
}

export const version = /^\d+\.\d+\.\d+$/;

/** What a release keeps beside its files: their check sums, so that nobody changes what was promised. */
export const manifestFile = "release.json";

export const checksum = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Orders releases by their numbers, the oldest first. */
export function byNumber(one: string, other: string): number {
  const [a, b] = [one.split(".").map(Number), other.split(".").map(Number)];
  const at = a.findIndex((number, i) => number !== b[i]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

async function release(folder: string, number: string): Promise<Files> {
  const prefix = `contracts/releases/${number}/`;
  const files = await filesOfFolder(join(folder, "releases", number), `release ${number}`, prefix);
  const sums = await sumsOf(join(folder, "releases", number, manifestFile), `${prefix}${manifestFile}`);
  const changed = [...new Set([...files.texts.keys(), ...Object.keys(sums)])].filter((path) => {
    const text = files.texts.get(path);
    return text === undefined || sums[path] !== checksum(text);
  });
  if (changed.length === 0) return files;
  throw new BadInput(
    ...changed.map(
      (path) =>
        `${prefix}${path}#: is not what was released; a release stays as it is (git checkout ${prefix}).`,
    ),
  );
}

async function sumsOf(path: string, file: string): Promise<Json> {
  const text = await readFile(path, "utf8").catch(() => "");
  const found: unknown = await Promise.resolve(text)
    .then(JSON.parse)
    .catch(() => undefined);
  if (isJson(found) && isJson(found.files)) return found.files;
  throw new BadInput(`${file}#/files: is missing: it holds the check sums of the release.`);
}
