import { commandLine } from "#tooling/terminal/command-line.ts";
import { writeTabEdition } from "./edition.ts";

/** `npm run page`: builds the edition that runs in a tab, and says its size. */
const { out } = commandLine<{ out: string }>("npm run page", (program) =>
  program
    .description("Builds the page with the company in it, as a folder that runs from disk, offline.")
    .option("--out <folder>", "where to put it", "page"),
);
const files = await writeTabEdition(out);
const kilobytes = (bytes: number): string => `${(bytes / 1_000).toFixed(1)} KB`;
const sizes = files.map(({ gzipped, name }) => `${name} ${kilobytes(gzipped)}`);
const together = kilobytes(files.reduce((sum, { gzipped }) => sum + gzipped, 0));
console.log(`${out}/: ${sizes.join(", ")}; ${together} gzipped. Open ${out}/index.html in a browser.`);
