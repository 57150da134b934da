import { type BuildOptions, build, type Plugin } from "esbuild";
import { readTeaching } from "./teaching.ts";

/** The page's files, by name. */
export interface Bundle {
  readonly script: Uint8Array;
  readonly style: Uint8Array;
}

/** Bundles the page. */
export const bundle = (entry: "main"): Promise<Bundle> => bundleOf(`stage/page/${entry}.tsx`);

/** How scripts for a browser are built. */
export const forBrowsers = {
  bundle: true,
  write: false,
  outdir: "page",
  minify: true,
  format: "iife",
  target: "es2022",
  jsx: "automatic",
  jsxImportSource: "preact",
  legalComments: "none",
  logLevel: "warning",
} as const satisfies BuildOptions;

/** Bundles a page that shows the company. @param constants what its code finds under these names, as JSON */
export async function bundleOf(entry: string, constants: Record<string, string> = {}): Promise<Bundle> {
  const { outputFiles } = await build({
    ...forBrowsers,
    entryPoints: [entry],
    define: { TEACHING: JSON.stringify(readTeaching()), ...constants },
    plugins: [withoutServers],
  });
  const file = (ending: string): Uint8Array => {
    const found = outputFiles.find(({ path }) => path.endsWith(ending));
    if (!found) throw new Error(`esbuild wrote no ${ending} for ${entry}`);
    return found.contents;
  };
  return { script: file(".js"), style: file(".css") };
}

/** The services' HTTP APIs are imported when one is opened; in a tab there is none. */
export const withoutServers: Plugin = {
  name: "without servers",
  setup({ onResolve }) {
    onResolve({ filter: /\/http\.ts$/ }, ({ path }) => ({ path, external: true }));
  },
};
