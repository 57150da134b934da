import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import { forBrowsers, withoutServers } from "#stage/page/build/bundle.ts";
import { cases } from "../../exam/cases.ts";
import { lessons } from "../../index.ts";
import { linesAround } from "../../learn/source.ts";
import { type Lesson, runsInTab } from "../../lesson.ts";

const path = (file: string): string => fileURLToPath(new URL(`../worker/${file}`, import.meta.url));

/**
 * The lessons' worker as text: a page from disk cannot load a worker from a file, so it makes one of this text. A lesson that imports
 * Node and does not say so fails the build.
 */
export async function workerText(): Promise<string> {
  const shipped = Object.fromEntries(cases.map(({ number, shipped }) => [number, linesAround(shipped)]));
  const { outputFiles } = await build({
    ...forBrowsers,
    entryPoints: [path("worker.ts")],
    define: { SHIPPED: JSON.stringify(shipped) },
    plugins: [withoutNode(lessons), withoutServers],
  });
  const [file] = outputFiles;
  if (!file) throw new Error("esbuild wrote no worker");
  return file.text;
}

/** Leaves out what no tab has: lessons that need Node, the HTTP API that is read back, and signatures. */
const withoutNode = (all: readonly Lesson[]): Plugin => ({
  name: "without Node",
  setup({ onLoad, onResolve }) {
    const elsewhere = new Set(all.filter((lesson) => !runsInTab(lesson)).map(({ name }) => name));
    onLoad({ filter: /\/lessons\/\w+\/[\w-]+\.ts$/ }, (loaded) => {
      const [, name = ""] = /([\w-]+)\.ts$/.exec(loaded.path) ?? [];
      return elsewhere.has(name)
        ? { contents: `export const ${camelCase(name)} = { name: "${name}" };`, loader: "ts" }
        : undefined;
    });
    onResolve({ filter: /\/read-back\.ts$/ }, () => ({ path: path("nothing-to-read-back.ts") }));
    onResolve({ filter: /\/(webhook-)?signature\.ts$/ }, () => ({ path: path("unsigned.ts") }));
  },
});

const camelCase = (name: string): string =>
  name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
