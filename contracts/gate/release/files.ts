import { execFile } from "node:child_process";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import { BadInput } from "../schema/bad-input.ts";

/** The files of one version of the contracts, as text, by their path below the contracts folder. */
export interface Files {
  /** The name of this version in reports: "release 1.0.0", "the work tree". */
  readonly name: string;
  /** The prefix that turns a path into one that a reader can open. */
  readonly prefix: string;
  readonly texts: ReadonlyMap<string, string>;
}

/** The files that make up the contracts; the rest of the folder is generated, or code. */
const contractFiles =
  /^(events|http|expectations|golden)\/.*\.json$|^envelope\.json$|^generated\/topology\.json$/;
const contractFolders = /^(events|http|expectations|golden|generated)$/;

/** The contracts in a folder. */
export async function filesOfFolder(folder: string, name: string, prefix: string): Promise<Files> {
  const parts = await readdir(folder, { withFileTypes: true });
  // Reads no other folder: the caller may name any folder, even the root of the disk.
  const inside = parts
    .filter((part) => part.isDirectory() && contractFolders.test(part.name))
    .map(({ name }) => name);
  const entries = await Promise.all(
    inside.map((name) => readdir(join(folder, name), { recursive: true, withFileTypes: true })),
  );
  const paths = [...parts, ...entries.flat()]
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((path) => contractFiles.test(path))
    .sort();
  const texts = await Promise.all(paths.map((path) => readFile(join(folder, path), "utf8")));
  return { name, prefix, texts: new Map(paths.map((path, at) => [path, texts[at] ?? ""])) };
}

/** The contracts in a commit, a branch or a tag. */
export async function filesOfRef(repository: string, ref: string): Promise<Files> {
  const commit = await git(
    repository,
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${ref}^{commit}`,
  ).catch(() => undefined);
  if (commit === undefined) {
    throw new BadInput(
      `There is no release, folder or git ref "${ref}": name an existing one (run git fetch --tags for remote tags).`,
    );
  }
  const id = commit.trim();
  const list = await git(repository, "ls-tree", "-r", "-z", "--name-only", id, "--", "contracts/");
  const paths = list
    .split("\0")
    .map((path) => path.replace(/^contracts\//, ""))
    .filter((path) => contractFiles.test(path));
  if (paths.length === 0)
    throw new BadInput(`The git ref "${ref}" has no contracts/ folder: name a ref that has one.`);
  const texts = new Map<string, string>();
  for (const path of paths) texts.set(path, await git(repository, "show", `${id}:contracts/${path}`));
  return { name: ref, prefix: `${ref}:contracts/`, texts };
}

export async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function git(repository: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)("git", ["-C", repository, ...args], {
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}
