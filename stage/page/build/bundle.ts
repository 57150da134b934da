import { build, type Plugin } from "esbuild";
import { readTeaching } from "./teaching.ts";

/** The page's files, by name. */
export interface Bundle {
  readonly script: Uint8Array;
  readonly style: Uint8Array;
}

/** Bundles one edition of the page. */
export async function bundle(entry: "main"): Promise<Bundle> {
  const { outputFiles } = await build({
    entryPoints: [`stage/page/${entry}.tsx`],
    bundle: true,
    write: false,
    outdir: "page",
    minify: true,
    format: "iife",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
    define: { TEACHING: JSON.stringify(readTeaching()) },
    plugins: [withoutServers],
    legalComments: "none",
    logLevel: "warning",
  });
  const file = (ending: string): Uint8Array => {
    const found = outputFiles.find(({ path }) => path.endsWith(ending));
    if (!found) throw new Error(`esbuild wrote no ${ending} for ${entry}`);
    return found.contents;
  };
  return { script: file(".js"), style: file(".css") };
}

/** The services' HTTP APIs are imported when one is opened; in a tab there is none. */
const withoutServers: Plugin = {
  name: "without servers",
  setup({ onResolve }) {
    onResolve({ filter: /\/http\.ts$/ }, ({ path }) => ({ path, external: true }));
  },
};
