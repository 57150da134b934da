import { join } from "node:path";
import { randomFrom } from "#stage/company/random.ts";
import { exitingWith } from "#tooling/terminal/command-line.ts";
import { progressLine } from "#tooling/terminal/progress-line.ts";
import { chance } from "#trials/simulation/chance.ts";
import { type Arena, instancesOfTheHouse, openArena } from "./company-under-test.ts";
import { faults } from "./faults/index.ts";
import { logFolder } from "./log-folder.ts";
import { chaosOptions } from "./options.ts";
import { longPlan, type Round, shortPlan } from "./plan.ts";
import { reportOf, tableOf } from "./report.ts";
import { play, type RoundDone } from "./round.ts";
import { startServers } from "./servers.ts";

/** `npm run chaos`: the company on real servers, while everything goes wrong that can. */
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
const done: RoundDone[] = [];
let notDone: Readonly<Record<string, string>> = {};
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  // Servers, volumes, processes and what they said end with this one.
  process.once(signal, () => {
    say("stopped\n");
    if (done.length > 0) tell();
    process.exit(130);
  });
}

const logs = await logFolder("chaos");
const random = randomFrom(seed);
const draw = chance(random);
say("starting RabbitMQ and MongoDB");
const servers = await exitingWith(1, () => startServers(instancesOfTheHouse));
const asked = faults.filter(({ name }) => only === undefined || only.includes(name));
notDone = Object.fromEntries(
  asked.flatMap(({ name, whyNot }) => {
    const why = whyNot?.(servers);
    return why === undefined ? [] : [[name, why]];
  }),
);
const possible = asked.filter(({ name }) => notDone[name] === undefined);
const isShort = !long && !mixed && only === undefined && rounds === undefined;
const plan = isShort
  ? shortPlan(possible)
  : longPlan({ faults: possible, mixed, rounds: rounds ?? (long ? undefined : 1) }, draw);

const until = Date.now() + minutes * 60_000;
let arena: { readonly arena: Arena; readonly withClocks: boolean } | undefined;
for (const round of plan) {
  if (Date.now() > until) break;
  const here = await arenaFor(round).catch((error: Error) => error);
  if (here instanceof Error) {
    // The next one would not start either.
    done.push(stumbledAt(round, here.message));
    break;
  }
  const result = await playHere(here, round).catch((error) =>
    stumbledAt(round, error instanceof Error ? (error.stack ?? error.message) : String(error)),
  );
  done.push(result);
  for (const violation of result.violations) say(`✗ ${violation}\n`);
  // What is broken stays so, and a company that had many orders takes long to look at.
  if (result.violations.length > 0 || result.stumbled !== undefined || (arena?.arena.placed() ?? 0) > 5_000)
    await close();
}
await close();
await servers.remove();
say("done\n");

const isBroken = tell();
// Who may not mount a volume has done what is possible; a package can be installed.
const isMissing =
  process.env.CI !== undefined && asked.some(({ name, needsClocks }) => needsClocks && notDone[name]);
await logs.remove();
if (isBroken || isMissing) process.exitCode = 1;

/** Whether a promise was broken; then what the processes said is kept. */
function tell(): boolean {
  const report = reportOf(done, notDone);
  console.log(json ? JSON.stringify({ seed, rate, ...report, rounds: done }, undefined, 2) : tableOf(report));
  const isBroken = report.violations.length + report.stumbled.length > 0;
  if (isBroken) console.error(`what the processes said is in ${logs.keep()}`);
  return isBroken;
}

function stumbledAt({ name }: Round, stumbled: string): RoundDone {
  return { name, steps: [], tookMs: 0, violations: [], stumbled };
}

function playHere(here: Arena, round: Round): Promise<RoundDone> {
  const told = (what: string) => say(`round ${done.length + 1} of ${plan.length}: ${what}`);
  const restWithinMs = isShort ? 4 * 60_000 : 15 * 60_000;
  return play(here, round, { draw, perSecond: rate, restWithinMs, until, say: told });
}

/** The company goes on from round to round, unless the next one needs clocks that can be set. */
async function arenaFor({ steps }: Round): Promise<Arena> {
  const withClocks = steps.some((step) => step.some(({ needsClocks }) => needsClocks));
  if (arena && (arena.withClocks || !withClocks)) return arena.arena;
  await close();
  say("starting the company");
  // A fault that could not be undone may have left them as they were.
  await Promise.all([servers.rabbitmq.start(), servers.mongodb.start()]);
  const folder = join(logs.path, `company-${done.length + 1}`);
  arena = { arena: await openArena({ servers, logs: folder, withClocks, random }), withClocks };
  return arena.arena;
}

async function close(): Promise<void> {
  await arena?.arena.close();
  arena = undefined;
}
