import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { isJson, type Json } from "../../generator/contracts.ts";
import { BadInput } from "../schema/bad-input.ts";
import { type Files, filesOfFolder, filesOfRef, isFolder } from "./files.ts";

/** Where the contracts under development are. */
export interface ContractsLocation {
  /** The contracts folder. */
  readonly folder: string;
  /** The git repository in which a ref is looked up. */
  readonly repository: string;
}

/** The contracts on disk, committed or not. */
export const workTree = ({ folder }: ContractsLocation): Promise<Files> =>
  filesOfFolder(folder, "the work tree", "contracts/");

/**
 * The version to compare with: a release, another folder or a git ref; the latest release by default.
 *
 * @throws BadInput if it does not exist, or if a release was modified
 */
export async function baseline(location: ContractsLocation, name?: string): Promise<Files> {
  const releases = await releasesIn(location.folder);
  const chosen = name ?? releases.at(-1);
  if (chosen === undefined) {
    throw new BadInput(
      "There is no release to compare with: create the first with `npm run contracts -- release 1.0.0`.",
    );
  }
  if (releases.includes(chosen)) return release(location.folder, chosen);
  // resolve("") is the work tree, and a comparison with itself finds no change.
  if (chosen.trim() === "") {
    throw new BadInput("The version to compare with is empty: name a release, a folder or a git ref.");
  }
  const folder = resolve(chosen);
  if (!(await isFolder(folder))) return filesOfRef(location.repository, chosen);
  const inside = join(folder, "contracts");
  const [place, prefix] = (await isFolder(join(inside, "events")))
    ? [inside, `${chosen}/contracts/`]
    : [folder, `${chosen}/`];
  return filesOfFolder(place, chosen, prefix.replaceAll("//", "/"));
}

/** The versions of all releases, oldest first. */
export async function releasesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(join(folder, "releases")).catch(() => []);
  return names.filter((name) => version.test(name)).sort(byNumber);
}

export const version = /^\d+\.\d+\.\d+$/;

/** The manifest of a release. It holds checksums, which reveal a modified release. */
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
  const sums = await checksumsIn(join(folder, "releases", number, manifestFile), `${prefix}${manifestFile}`);
  const changed = [...new Set([...files.texts.keys(), ...Object.keys(sums)])].filter((path) => {
    const text = files.texts.get(path);
    return text === undefined || sums[path] !== checksum(text);
  });
  if (changed.length === 0) return files;
  throw new BadInput(
    ...changed.map(
      (path) => `${prefix}${path}#: was modified after the release: restore it with git checkout ${prefix}.`,
    ),
  );
}

async function checksumsIn(path: string, file: string): Promise<Json> {
  const text = await readFile(path, "utf8").catch(() => "");
  const found: unknown = await Promise.resolve(text)
    .then(JSON.parse)
    .catch(() => undefined);
  if (isJson(found) && isJson(found.files)) return found.files;
  throw new BadInput(`${file}#/files: is missing: restore the checksums of the release with git checkout.`);
}
