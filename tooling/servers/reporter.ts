// Mocha's reporter for `npm test`: the usual tree, and the tally as a file for tooling/testing/run-tests.ts.
import { writeFileSync } from "node:fs";
import Mocha from "mocha";
import { onRealServers, type Tally } from "./tally.ts";

/** How long mocha may take to exit after its last test, in ms, unless the reporter option `exitWithin` says otherwise. */
const defaultExitWithin = 60_000;

/**
 * Writes the tally to the file in the reporter option `tally`, at the end of the run. A process that then goes on, because a test left
 * something open, is ended: that is a failure, which names what is open.
 */
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
  const { tally: file, exitWithin = defaultExitWithin } = options.reporterOptions ?? {};
  const write = () => writeFileSync(file, JSON.stringify(tally));
  runner.once("end", () => {
    write();
    // The timer itself keeps no process alive.
    setTimeout(() => {
      const open = process.getActiveResourcesInfo().join(", ");
      tally.failed.push({
        title: "mocha exits after its last test",
        error: `A test left this open: ${open}`,
      });
      write();
      // Mocha sets the status of the tests when the process exits: this comes after that.
      process.on("exit", () => {
        process.exitCode = 1;
      });
      process.exit();
    }, Number(exitWithin)).unref();
  });
  return new Mocha.reporters.Spec(runner, options);
}
