import { asFiles, asRoutes } from "#stage/page/model/addresses.ts";
import { commandLine } from "#tooling/terminal/command-line.ts";
import { writeEditionWithLessons } from "./edition.ts";

/** `npm run page`: builds the edition that runs in a tab, with the lessons, and says its size. */
const { out, served } = commandLine<{ out: string; served?: true }>("npm run page", (program) =>
  program
    .description(
      "Builds the page with the company in it, and the lessons, as a folder that runs from disk, offline.",
    )
    .option("--out <folder>", "where to put it", "page")
    .option("--served", "link to the routes of a server with a live page, as npm start has them"),
);
const files = await writeEditionWithLessons(out, served ? asRoutes : asFiles);
const kilobytes = (bytes: number): string => `${(bytes / 1_000).toFixed(1)} KB`;
const sizes = files.map(({ gzipped, name }) => `${name} ${kilobytes(gzipped)}`);
const together = (isPart: (name: string) => boolean): string =>
  kilobytes(files.filter(({ name }) => isPart(name)).reduce((sum, { gzipped }) => sum + gzipped, 0));
const isLesson = (name: string): boolean => name.startsWith("lessons.");
console.log(`${out}/: ${sizes.join(", ")}`);
console.log(
  `gzipped: ${together((name) => !isLesson(name))} the page, ${together(isLesson)} the lessons. Open ${out}/index.html in a browser.`,
);
