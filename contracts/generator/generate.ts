import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { renderAsyncApi } from "./asyncapi.ts";
import { renderChoreography } from "./choreography.ts";
import { readContracts, readSources, type Sources } from "./contracts.ts";
import { problemsInDeclarations } from "./declarations.ts";
import { renderCode } from "./generate-code.ts";
import { renderPages } from "./pages.ts";
import { problemsIn, problemsInApis } from "./problems.ts";

export interface Request {
  /** The contracts folder: it contains events/ and envelope.json, and receives generated/. */
  folder: string;
  /** The folder of the event pages. */
  pages: string;
  hears: Readonly<Record<string, readonly string[]>>;
  /** Compare instead of writing. */
  check: boolean;
  print: (line: string) => void;
}

/** Checks the sources, then writes or compares all generated files. Returns the exit status. */
export async function generate({ folder, pages, hears, check, print }: Request): Promise<0 | 1 | 2> {
  const sources = { ...(await readContracts(folder)), ...(await readSources(folder)), hears };
  const problems = [
    ...problemsIn(sources),
    ...problemsInDeclarations(sources),
    ...problemsInApis(sources.apis),
  ];
  for (const problem of problems) print(problem);
  if (problems.length > 0) return 2;

  const files = await render(sources, { code: join(folder, "generated"), pages });
  const stale = await staleIn(pages, files);
  if (!check) {
    await write(files);
    for (const { path } of stale) await rm(path);
    print(`generated ${files.length} files from ${sources.events.length} events`);
    return 0;
  }
  const drifted = [...(await driftedFrom(files)), ...stale];
  for (const { name } of drifted) print(`${name} is out of date.`);
  if (drifted.length > 0) print("Run npm run generate, and commit the files it writes.");
  return drifted.length > 0 ? 1 : 0;
}

interface Generated {
  /** The path from the root of the repository. */
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

async function render(
  sources: Sources,
  into: { readonly code: string; readonly pages: string },
): Promise<readonly Generated[]> {
  const code = {
    ...(await renderCode(sources)),
    "choreography.md": renderChoreography(sources),
    "asyncapi.json": renderAsyncApi(sources),
  };
  return [
    ...generatedIn(into.code, "contracts/generated", Object.entries(code)),
    ...generatedIn(into.pages, "docs/events", [...renderPages(sources)]),
  ];
}

const generatedIn = (folder: string, shownAs: string, texts: readonly (readonly [string, string])[]) =>
  texts.map(([name, text]): Generated => ({ name: `${shownAs}/${name}`, path: join(folder, name), text }));

async function write(files: readonly Generated[]) {
  for (const { path, text } of files) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
}

async function driftedFrom(files: readonly Generated[]): Promise<readonly Generated[]> {
  const found = await Promise.all(files.map(({ path }) => readFile(path, "utf8").catch(() => undefined)));
  return files.filter(({ text }, at) => found[at] !== text);
}

// Pages of removed events.
async function staleIn(pages: string, files: readonly Generated[]): Promise<readonly Generated[]> {
  const names = await readdir(pages).catch(() => []);
  const found = names.map((name) => [name, ""] as const);
  return generatedIn(pages, "docs/events", found).filter(
    ({ path }) => !files.some((file) => file.path === path),
  );
}
