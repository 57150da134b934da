// Mocha's reporter for `npm test`: the usual tree, and the tally as a file for tooling/testing/run-tests.ts.
import { writeFileSync } from "node:fs";
import Mocha from "mocha";
import { onRealServers, type Tally } from "./tally.ts";

/** Writes the tally to the file in the reporter option `tally`, at the end of the run. */
export default function reporter(runner: Mocha.Runner, options: Mocha.MochaOptions): Mocha.reporters.Base {
  const tally: Tally = { passed: 0, skipped: 0, onRealServers: 0, failed: [] };
  runner.on("pass", (test) => {
    tally.passed += 1;
    if (test.fullTitle().includes(onRealServers)) tally.onRealServers += 1;
  });
  runner.on("fail", (test, error) => {
    tally.failed.push({ title: test.fullTitle(), error: error?.stack ?? String(error) });
  });
  runner.on("pending", () => {
    tally.skipped += 1;
  });
  runner.once("end", () => writeFileSync(options.reporterOptions?.tally, JSON.stringify(tally)));
  return new Mocha.reporters.Spec(runner, options);
}
