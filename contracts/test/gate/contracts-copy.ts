import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { contractsFolder } from "#tooling/testing/contracts-tree.ts";
import { isJson } from "../../generator/contracts.ts";

/** A copy of the contracts that a test may change. */
export interface Copy {
  readonly folder: string;
  remove(): Promise<void>;
}

/** One edit of a contracts file. */
export interface Edit {
  /** The path below the contracts folder. */
  readonly file: string;
  /** Returns the new text for the current text; undefined deletes the file. */
  change(text: string): string | undefined;
  /** The new name of the file, if it is renamed. */
  readonly as?: string;
}

/**
 * The first release. The gate is tested with it, because it is immutable while the current contracts change.
 */
export const firstRelease = join(contractsFolder, "releases", "1.0.0");

/** Copies the files of the first release. */
export async function copyContracts(): Promise<Copy> {
  const root = await mkdtemp(join(tmpdir(), "contracts-"));
  const folder = join(root, "contracts");
  for (const part of ["events", "http", "expectations", "golden", "generated", "envelope.json"])
    await cp(join(firstRelease, part), join(folder, part), { recursive: true });
  for (const part of ["hears.ts", "exchanges.ts", "../messaging/topology.ts"])
    await cp(join(contractsFolder, part), join(folder, part));
  return { folder, remove: () => rm(root, { recursive: true }) };
}

/** Applies the edits, and returns a function that undoes them. */
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

/** Sets the value at a JSON pointer; creates missing objects on the way. */
export const set = (file: string, pointer: string, value: unknown): Edit => at(file, pointer, () => value);

/** Removes the value at a JSON pointer. */
export const remove = (file: string, pointer: string): Edit => at(file, pointer, () => undefined);

/** Adds a value to an array. */
export const add = (file: string, pointer: string, word: unknown): Edit =>
  at(file, pointer, (list) => [...(Array.isArray(list) ? list : []), word]);

/** Removes a value from an array. */
export const drop = (file: string, pointer: string, word: unknown): Edit =>
  at(file, pointer, (list) => (Array.isArray(list) ? list.filter((one) => one !== word) : list));

/** Moves a value from one JSON pointer to another. */
export function move(file: string, from: string, to: string): Edit {
  return json(file, (whole) =>
    put(
      put(whole, from, () => undefined),
      to,
      () => get(whole, from),
    ),
  );
}

/** Creates or overwrites a file. */
export const write = (file: string, content: unknown): Edit => ({
  file,
  change: () => (typeof content === "string" ? content : JSON.stringify(content, null, 2)),
});

export const deleteFile = (file: string): Edit => ({ file, change: () => undefined });

export const renameFile = (file: string, as: string): Edit => ({ file, as, change: (text) => text });

/** Replaces a text everywhere in a file. */
export const replace = (file: string, old: string, newer: string): Edit => ({
  file,
  change: (text) => text.replaceAll(old, newer),
});

const at = (file: string, pointer: string, change: (value: unknown) => unknown): Edit =>
  json(file, (whole) => put(whole, pointer, change));

// The old examples may not match the changed schema, so the edit drops them.
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
