import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import type { Tally } from "../tally.ts";

const reporter = fileURLToPath(new URL("../reporter.ts", import.meta.url));

describe("The reporter of the tests", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "reporter-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function runMocha(body: string, exitWithin: number): { status: number | null; tally: Tally } {
    const [test, tally] = [join(folder, "a.test.cjs"), join(folder, "tally.json")];
    writeFileSync(test, `it("a test", () => { ${body} });`);
    const { status } = spawnSync("node_modules/.bin/mocha", [
      ...["--no-config", "--node-option", "import=tsx", "--reporter", reporter],
      ...["--reporter-option", `tally=${tally},exitWithin=${exitWithin}`, test],
    ]);
    return { status, tally: JSON.parse(readFileSync(tally, "utf8")) };
  }

  it("lets a process that closed everything exit at once", () => {
    const { status, tally } = runMocha("", 300_000);
    expect(status).to.equal(0);
    expect(tally).to.deep.equal({ passed: 1, skipped: 0, onRealServers: 0, failed: [] });
  });

  it("ends a process in which a test left something open, and says what", () => {
    const { status, tally } = runMocha("setInterval(() => {}, 1_000);", 100);
    expect(status).to.equal(1);
    expect(tally.passed).to.equal(1);
    expect(tally.failed.map(({ title }) => title)).to.deep.equal(["mocha exits after its last test"]);
    expect(tally.failed[0]?.error).to.match(/^A test left this open: .*\bTimeout\b/);
  });
});
