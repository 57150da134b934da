import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { contractsFolder } from "#tooling/testing/contracts-tree.ts";
import { isJson } from "../../generator/contracts.ts";

/** A copy of the contracts that may be spoilt. */
export interface Copy {
  readonly folder: string;
  remove(): Promise<void>;
}

/** One thing that somebody does to a file of the contracts. */
export interface Edit {
  /** Below the contracts folder. */
  readonly file: string;
  /** The file's new text or content, from what it was; undefined deletes it. */
  change(text: string): string | undefined;
  /** The file gets another name. */
  readonly as?: string;
}

/** The first release: the gate is tested with it, since it stays as it is when the contracts of today change. */
export const firstRelease = join(contractsFolder, "releases", "1.0.0");

/** Copies what a version of the contracts consists of. */
export async function copyContracts(): Promise<Copy> {
  const folder = await mkdtemp(join(tmpdir(), "contracts-"));
  for (const part of ["events", "http", "expectations", "golden", "generated", "envelope.json"])
    await cp(join(firstRelease, part), join(folder, part), { recursive: true });
  for (const part of ["hears.ts", "topology.ts"]) await cp(join(contractsFolder, part), join(folder, part));
  return { folder, remove: () => rm(folder, { recursive: true }) };
}

/** Does the edits, and answers how to undo them. */
export async function applyEdits(
  { folder }: Pick<Copy, "folder">,
  edits: readonly Edit[],
): Promise<() => Promise<void>> {
  const touched = new Map<string, string | undefined>();
  const read = (path: string) => readFile(path, "utf8").catch(() => undefined);
  const put = async (path: string, text: string | undefined) => {
    await mkdir(dirname(path), { recursive: true });
    await (text === undefined ? rm(path, { force: true }) : writeFile(path, text));
  };
  for (const { file, change, as = file } of edits) {
    for (const path of [file, as].map((one) => join(folder, one)))
      if (!touched.has(path)) touched.set(path, await read(path));
    const text = change((await read(join(folder, file))) ?? "");
    if (as !== file) await put(join(folder, file), undefined);
    await put(join(folder, as), text);
  }
  return async () => {
    for (const [path, text] of touched) await put(path, text);
  };
}

/** Sets what a JSON pointer names, and what is missing on the way to it. */
export const set = (file: string, pointer: string, value: unknown): Edit => at(file, pointer, () => value);

/** Removes what a JSON pointer names. */
export const remove = (file: string, pointer: string): Edit => at(file, pointer, () => undefined);

/** Adds a word to a list. */
export const add = (file: string, pointer: string, word: unknown): Edit =>
  at(file, pointer, (list) => [...(Array.isArray(list) ? list : []), word]);

/** Takes a word off a list. */
export const drop = (file: string, pointer: string, word: unknown): Edit =>
  at(file, pointer, (list) => (Array.isArray(list) ? list.filter((one) => one !== word) : list));

/** Moves what one JSON pointer names to another. */
export function move(file: string, from: string, to: string): Edit {
  return json(file, (whole) =>
    put(
      put(whole, from, () => undefined),
      to,
      () => get(whole, from),
    ),
  );
}

/** A new file, or one that is written anew. */
export const write = (file: string, content: unknown): Edit => ({
  file,
  change: () => (typeof content === "string" ? content : JSON.stringify(content, null, 2)),
});

export const deleteFile = (file: string): Edit => ({ file, change: () => undefined });

export const renameFile = (file: string, as: string): Edit => ({ file, as, change: (text) => text });

/** The same word, everywhere in a file. */
export const replace = (file: string, old: string, newer: string): Edit => ({
  file,
  change: (text) => text.replaceAll(old, newer),
});

const at = (file: string, pointer: string, change: (value: unknown) => unknown): Edit =>
  json(file, (whole) => put(whole, pointer, change));

// Whoever changes a schema changes its examples too.
function json(file: string, change: (whole: unknown) => unknown): Edit {
  return {
    file,
    change(text) {
      const whole = change(JSON.parse(text));
      const bare = isJson(whole) && "examples" in whole ? { ...whole, examples: [] } : whole;
      return JSON.stringify(bare, null, 2);
    },
  };
}

const steps = (pointer: string) =>
  pointer
    .split("/")
    .slice(1)
    .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));

function get(whole: unknown, pointer: string): unknown {
  return steps(pointer).reduce<unknown>((found, name) => (isJson(found) ? found[name] : undefined), whole);
}

function put(whole: unknown, pointer: string, change: (value: unknown) => unknown): unknown {
  const [name, ...rest] = steps(pointer);
  if (name === undefined) return change(whole);
  const below = `${rest.length > 0 ? "/" : ""}${rest.map((one) => one.replaceAll("~", "~0").replaceAll("/", "~1")).join("/")}`;
  if (Array.isArray(whole))
    return whole.map((one, i) => (String(i) === name ? put(one, below, change) : one));
  const fields = isJson(whole) ? whole : {};
  const value = put(fields[name], below, change);
  const entries = Object.entries({ ...fields, [name]: value }).filter(([, one]) => one !== undefined);
  return Object.fromEntries(entries);
}
