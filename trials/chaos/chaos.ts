import { join } from "node:path";
import { randomFrom } from "#stage/company/random.ts";
import { exitingWith } from "#tooling/terminal/command-line.ts";
import { progressLine } from "#tooling/terminal/progress-line.ts";
import { chance } from "#trials/simulation/chance.ts";
import { allInstances, type CompanyUnderTest, startCompanyUnderTest } from "./company-under-test.ts";
import { faults } from "./faults/index.ts";
import { chaosOptions } from "./options.ts";
import { longPlan, type Round, shortPlan } from "./plan.ts";
import { reportOf, tableOf } from "./report.ts";
import { type RoundResult, runRound } from "./round.ts";
import { logFolder } from "./servers/log-folder.ts";
import { startServers } from "./servers/servers.ts";

/** `npm run chaos`: fault injection on real servers. */
const {
  json,
  list,
  long,
  minutes = Number.POSITIVE_INFINITY,
  mixed,
  only,
  rate,
  rounds,
  seed,
} = chaosOptions();
if (list) {
  for (const { about, name } of faults) console.log(`${name.padEnd(22)}${about}`);
  process.exit(0);
}

const say = progressLine();
const done: RoundResult[] = [];
let skipped: Readonly<Record<string, string>> = {};
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  // The servers, volumes, processes and logs are removed when this process exits.
  process.once(signal, () => {
    say("stopped\n");
    if (done.length > 0) printReport();
    process.exit(130);
  });
}

const logs = await logFolder("chaos");
const random = randomFrom(seed);
const draw = chance(random);
say("starting RabbitMQ and MongoDB");
const servers = await exitingWith(1, () => startServers(allInstances));
const asked = faults.filter(({ name }) => only === undefined || only.includes(name));
skipped = Object.fromEntries(
  asked.flatMap(({ name, skipReason }) => {
    const why = skipReason?.(servers);
    return why === undefined ? [] : [[name, why]];
  }),
);
const possible = asked.filter(({ name }) => skipped[name] === undefined);
const isShort = !long && !mixed && only === undefined && rounds === undefined;
const plan = isShort
  ? shortPlan(possible)
  : longPlan({ faults: possible, mixed, rounds: rounds ?? (long ? undefined : 1) }, draw);

const until = Date.now() + minutes * 60_000;
let underTest: { readonly underTest: CompanyUnderTest; readonly withClocks: boolean } | undefined;
for (const round of plan) {
  if (Date.now() > until) break;
  const here = await companyFor(round).catch((error: Error) => error);
  if (here instanceof Error) {
    // The next company would not start either.
    done.push(notAppliedIn(round, here.message));
    break;
  }
  const result = await runRoundHere(here, round).catch((error) =>
    notAppliedIn(round, error instanceof Error ? (error.stack ?? error.message) : String(error)),
  );
  done.push(result);
  for (const violation of result.violations) say(`✗ ${violation}\n`);
  // A broken company stays broken, and one with many orders takes long to check.
  if (
    result.violations.length > 0 ||
    result.notApplied !== undefined ||
    (underTest?.underTest.placed() ?? 0) > 5_000
  )
    await close();
}
await close();
await servers.remove();
say("done\n");

const isBroken = printReport();
// Without root, disk faults are skipped. A missing libfaketime is an error in CI.
const isMissing =
  process.env.CI !== undefined && asked.some(({ name, needsClocks }) => needsClocks && skipped[name]);
await logs.remove();
if (isBroken || isMissing) process.exitCode = 1;

/** Prints the report, and keeps the logs if an invariant is broken. Returns whether one is. */
function printReport(): boolean {
  const report = reportOf(done, skipped);
  console.log(json ? JSON.stringify({ seed, rate, ...report, rounds: done }, undefined, 2) : tableOf(report));
  const isBroken = report.violations.length + report.notApplied.length > 0;
  if (isBroken) console.error(`the logs of the processes are in ${logs.keep()}`);
  return isBroken;
}

function notAppliedIn({ name }: Round, notApplied: string): RoundResult {
  return { name, steps: [], tookMs: 0, violations: [], notApplied };
}

function runRoundHere(here: CompanyUnderTest, round: Round): Promise<RoundResult> {
  const told = (what: string) => say(`round ${done.length + 1} of ${plan.length}: ${what}`);
  const restWithinMs = isShort ? 4 * 60_000 : 15 * 60_000;
  return runRound(here, round, { draw, perSecond: rate, restWithinMs, until, say: told });
}

/** Keeps the company from round to round, unless the next round needs adjustable clocks. */
async function companyFor({ steps }: Round): Promise<CompanyUnderTest> {
  const withClocks = steps.some((step) => step.some(({ needsClocks }) => needsClocks));
  if (underTest && (underTest.withClocks || !withClocks)) return underTest.underTest;
  await close();
  say("starting the company");
  // A fault that could not be undone may have left them stopped.
  await Promise.all([servers.rabbitmq.start(), servers.mongodb.start()]);
  const folder = join(logs.path, `company-${done.length + 1}`);
  underTest = {
    underTest: await startCompanyUnderTest({ servers, logs: folder, withClocks, random }),
    withClocks,
  };
  return underTest.underTest;
}

async function close(): Promise<void> {
  await underTest?.underTest.close();
  underTest = undefined;
}
