// `npm test`: runs mocha under c8, live, and ends with the line that CI reads: `N passed, N failed`.
// `npm test -- --grep inbox` runs some of them. With `--on-real-servers`, only the suites that need RabbitMQ or MongoDB run, and
// coverage is not measured.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { coveredFolders } from "../rules/folders.ts";
import { onRealServers, type Tally } from "../servers/tally.ts";
import { readCommandLine } from "../terminal/command-line.ts";
import { testFiles } from "./test-files.ts";

const scratch = mkdtempSync(join(tmpdir(), "pas-de-cinq-tests-"));
const tallyFile = join(scratch, "tally.json");
const reporter = fileURLToPath(new URL("../servers/reporter.ts", import.meta.url));
const covered = `{${coveredFolders.join(",")}}/**/*.ts`;

const { options, args: named } = readCommandLine<{ onRealServers?: true; grep?: string; bail?: true }>(
  "npm test",
  (program) =>
    program
      .description("Runs the tests.")
      .argument("[file...]", "test files to run (default: all)")
      .option("--on-real-servers", "run only the tests that need RabbitMQ or MongoDB")
      .option("--grep <text>", "run only the tests whose title contains this")
      .option("--bail", "stop after the first failure"),
);
const onlyOnRealServers = options.onRealServers === true;

process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
const mocha = [
  ...["node_modules/.bin/mocha", "--config", "tooling/testing/mocharc.json", "--fail-zero"],
  ...["--reporter", reporter, "--reporter-option", `tally=${tallyFile}`],
  ...(onlyOnRealServers ? ["--grep", onRealServers] : []),
  ...(options.grep === undefined ? [] : ["--grep", options.grep]),
  ...(options.bail ? ["--bail"] : []),
  ...(named.length > 0 ? named : testFiles(".")),
];
const c8 = [
  ...[
    "node_modules/.bin/c8",
    "--all",
    "--include",
    covered,
    "--exclude",
    "**/test/**",
    "--exclude",
    "**/generated/**",
  ],
  ...["--reporter", "text-summary", "--reporter", "lcov", "--reports-dir", "coverage"],
];
const [program = "", ...args] = onlyOnRealServers ? mocha : [...c8, ...mocha];
const status = await run(program, args);
process.exitCode = conclude(status, tally());
rmSync(scratch, { recursive: true });

/** Runs a program in the foreground, and waits for its exit even after a signal. */
function run(program: string, args: string[]): Promise<number> {
  const child = spawn(program, args, { stdio: "inherit" });
  // SIGINT is the only signal that mocha forwards to the process that runs the tests.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => child.kill("SIGINT"));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(signal ? 128 + constants.signals[signal] : (code ?? 1)));
  });
}

function tally(): Tally | undefined {
  return existsSync(tallyFile) ? JSON.parse(readFileSync(tallyFile, "utf8")) : undefined;
}

/** Prints the summary, and returns the exit status. */
function conclude(mochaStatus: number, counted: Tally | undefined): number {
  const {
    passed,
    failed,
    skipped,
    onRealServers: real,
  } = counted ?? {
    passed: 0,
    failed: 1,
    skipped: 0,
    onRealServers: 0,
  };
  if (!counted) console.log("\nmocha exited before its last test: see above");
  const skippedInCi = Boolean(process.env.CI) && skipped > 0;
  if (skippedInCi) console.log("\nA skipped test is a failure under CI.");
  console.log(`\non real servers: ${real}`);
  console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`);
  return mochaStatus || (failed || skippedInCi ? 1 : 0);
}
