import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";

const folder = fileURLToPath(new URL("..", import.meta.url));

/** Each problem of the sources in this folder and its rooms, as `status code`. */
async function problemsInCode(): Promise<readonly string[]> {
  const files = (await readdir(folder, { recursive: true })).filter((name) =>
    /^(?!test\/).*\.ts$/.test(name),
  );
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), "utf8")));
  const problem = /(?:new Problem\(\s*(\d{3}),|badRequest\()\s*"([a-z-]+)"/g;
  const found = texts.flatMap((text) => [...text.matchAll(problem)]);
  return found.map(([, status = 400, code]) => `${status} ${code}`);
}

/** Each problem in the table of README.md, as `status code`. */
async function problemsInReadme(): Promise<readonly string[]> {
  const text = await readFile(join(folder, "README.md"), "utf8");
  const rows = [...text.matchAll(/^\| (\d{3}) +\| (`[^|]*`) +\|/gm)];
  return rows.flatMap(([, status, codes = ""]) =>
    [...codes.matchAll(/`([a-z-]+)`/g)].map(([, code]) => `${status} ${code}`),
  );
}

describe("The table of problems", () => {
  it("lists every status and code that the chassis answers, and no other", async () => {
    const inCode = new Set(await problemsInCode());
    expect([...new Set(await problemsInReadme())].sort()).to.deep.equal([...inCode].sort());
  });
});
