// `npm test`: runs mocha, and ends with the line that CI reads: `N passed, N failed`.
// `npm test -- --grep inbox` runs some of them. With `--on-real-servers`, only the suites that need RabbitMQ or MongoDB run, and
// coverage is not measured. All tests run in two processes: those suites mostly wait for servers, and the others run beside them.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { coveredFolders } from "../rules/folders.ts";
import { onRealServers, type Tally } from "../servers/tally.ts";
import { readCommandLine } from "../terminal/command-line.ts";
import { testFiles } from "./test-files.ts";

const reporter = fileURLToPath(new URL("../servers/reporter.ts", import.meta.url));
const coverage = "coverage/tmp";

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
const scratch = mkdtempSync(join(tmpdir(), "pas-de-cinq-tests-"));
if (!onlyOnRealServers) rmSync(coverage, { recursive: true, force: true });
const outcomes = await Promise.all(runs().map(runMocha));
for (const { log } of outcomes) if (log) writeSync(1, readFileSync(log));
if (!onlyOnRealServers) await reportCoverage();
process.exitCode = conclude(outcomes);
rmSync(scratch, { recursive: true });

/** One run of mocha: its arguments, and whether its output is shown at its end instead of live. */
interface Run {
  readonly name: string;
  readonly args: readonly string[];
  readonly held?: true;
}

interface Outcome {
  readonly status: number;
  /** Undefined if mocha ended before its last test. */
  readonly tally: Tally | undefined;
  /** The file with its output, if that was held. */
  readonly log?: string;
}

function runs(): readonly Run[] {
  const onServers = ["--grep", onRealServers];
  if (onlyOnRealServers) return [{ name: "real", args: onServers }];
  if (named.length > 0 || options.grep !== undefined) {
    return [{ name: "all", args: options.grep === undefined ? [] : ["--grep", options.grep] }];
  }
  return [
    { name: "embedded", args: [...onServers, "--invert"] },
    { name: "real", args: onServers, held: true },
  ];
}

async function runMocha({ args, held, name }: Run): Promise<Outcome> {
  const tallyFile = join(scratch, `${name}.json`);
  const log = join(scratch, `${name}.log`);
  const mocha = [
    ...["--config", "tooling/testing/mocharc.json", "--fail-zero"],
    ...["--reporter", reporter, "--reporter-option", `tally=${tallyFile}`],
    ...args,
    ...(options.bail ? ["--bail"] : []),
    ...(named.length > 0 ? named : testFiles(".")),
  ];
  const output = held ? openSync(log, "w") : "inherit";
  const env = onlyOnRealServers ? process.env : { ...process.env, NODE_V8_COVERAGE: coverage };
  const status = await run("node_modules/.bin/mocha", mocha, env, output);
  const tally = existsSync(tallyFile) ? JSON.parse(readFileSync(tallyFile, "utf8")) : undefined;
  return { status, tally, ...(held ? { log } : {}) };
}

async function reportCoverage(): Promise<void> {
  const covered = `{${coveredFolders.join(",")}}/**/*.ts`;
  await run("node_modules/.bin/c8", [
    ...["report", "--all", "--temp-directory", coverage, "--include", covered],
    ...["--exclude", "**/test/**", "--exclude", "**/generated/**"],
    ...["--reporter", "text-summary", "--reporter", "lcov", "--reports-dir", "coverage"],
  ]);
}

/** Runs a program in the foreground, and waits for its exit even after a signal. */
function run(
  program: string,
  args: readonly string[],
  env = process.env,
  output: "inherit" | number = "inherit",
): Promise<number> {
  const child = spawn(program, args, { stdio: ["inherit", output, output], env });
  // SIGINT is the only signal that mocha forwards to the process that runs the tests.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => child.kill("SIGINT"));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(signal ? 128 + constants.signals[signal] : (code ?? 1)));
  });
}

/** Prints the summary, and returns the exit status. */
function conclude(outcomes: readonly Outcome[]): number {
  const sum = (of: (tally: Tally) => number, ifUnknown = 0) =>
    outcomes.reduce((total, { tally }) => total + (tally ? of(tally) : ifUnknown), 0);
  const failed = sum((tally) => tally.failed.length, 1);
  const skipped = sum((tally) => tally.skipped);
  // Once more, since CI may keep only the end of a long log.
  const failures = outcomes.flatMap(({ tally }) => tally?.failed ?? []);
  for (const { title, error } of failures) console.log(`\nFAILED: ${title}\n${error}`);
  if (outcomes.some(({ tally }) => !tally)) console.log("\nmocha exited before its last test: see above");
  const skippedInCi = Boolean(process.env.CI) && skipped > 0;
  if (skippedInCi) console.log("\nA skipped test is a failure under CI.");
  console.log(`\non real servers: ${sum((tally) => tally.onRealServers)}`);
  console.log(
    `${sum((tally) => tally.passed)} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`,
  );
  return outcomes.find(({ status }) => status !== 0)?.status || (failed || skippedInCi ? 1 : 0);
}
